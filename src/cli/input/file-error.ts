const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or directory; correct the path',
  EACCES: 'permission denied; grant read permission',
  EPERM: 'permission denied; grant read permission',
  ELOOP: 'its symbolic links form a loop; remove one of them',
  ENOTDIR: 'a part of the path is a file, not a directory; correct the path',
  ENAMETOOLONG: 'the name is too long; correct the path',
};

/** Describes the reason why a file can't be read. */
export function describeFileError(name: string, error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return `${name}: ${REASONS[code] ?? `it can't be read (${message}); check the path`}`;
}
