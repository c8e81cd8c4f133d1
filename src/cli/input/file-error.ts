const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or directory; correct the path',
  EACCES: 'it may not be read; grant the right to read it',
  EPERM: 'it may not be read; grant the right to read it',
  ELOOP: 'its symbolic links lead in a circle; remove one of them',
  ENOTDIR: 'a part of the path is a file, not a directory; correct the path',
  ENAMETOOLONG: 'the name is too long; correct the path',
};

/** Describes the reason for which a file can't be read. */
export function describeFileError(name: string, error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return `${name}: ${REASONS[code] ?? `it can't be read (${message}); check the path`}`;
}
