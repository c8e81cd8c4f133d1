/**
 * Returns the line that an error has for one problem.
 *
 * @param prop the subject and the prop, as far as the line names them
 * @param received the value as the line prints it
 * @param expectedAndFix the expected value, or `unknown option`, and the remedy, separated by `; `
 */
export function problemLine(prop: string, received: string, expectedAndFix: string): string {
  const end = expectedAndFix.indexOf('; ');
  const claim = expectedAndFix.slice(0, end);
  return `${prop}: ${claim.startsWith('unknown ') ? claim : `expected ${claim}`}, got ${received}${expectedAndFix.slice(end)}`;
}
