/** Returns the problem of paths without release files. */
export function nothingThere(prop: string, paths: string[]): string {
  const received = paths.map((path) => JSON.stringify(path)).join(', ');
  return `${prop}: expected release files, got ${received} without any .yaml, .yml or .json file; correct the path`;
}
