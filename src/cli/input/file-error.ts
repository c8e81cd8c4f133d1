import { type FileAttempt, fileFailure } from '../../text/file-failure';

const READING: FileAttempt = { sought: 'file or directory', done: 'read', permission: 'read' };

/** Describes the reason why an attempt at a file failed, by default at reading it. */
export function describeFileError(name: string, error: unknown, attempt = READING): string {
  const { cause, fix } = fileFailure(error, attempt);
  return `${name}: ${cause}; ${fix}`;
}
