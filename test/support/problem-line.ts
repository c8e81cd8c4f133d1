/**
 * Returns the line that an error prints for one problem.
 *
 * @param prop the subject and the prop, as far as the line names them
 * @param received the value as the line prints it
 * @param expectedAndFix what is expected and what to do, separated by `; `
 */
export function problemLine(prop: string, received: string, expectedAndFix: string): string {
  const end = expectedAndFix.indexOf('; ');
  return `${prop}: expected ${expectedAndFix.slice(0, end)}, got ${received}${expectedAndFix.slice(end)}`;
}
