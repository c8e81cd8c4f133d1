import { fileFailure } from '../../text/file-failure';

/** Describes the reason why a file can't be read. */
export function describeFileError(name: string, error: unknown): string {
  const { cause, fix } = fileFailure(error, { sought: 'file or directory', done: 'read', permission: 'read' });
  return `${name}: ${cause}; ${fix}`;
}
