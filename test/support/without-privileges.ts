/** Runs a function as a user without all permissions, even if root runs the tests. */
export async function withoutPrivileges<T>(act: () => Promise<T>): Promise<T> {
  const user = process.geteuid?.();
  if (user !== 0) return act();
  process.seteuid?.(65534);
  try {
    return await act();
  } finally {
    process.seteuid?.(user);
  }
}
