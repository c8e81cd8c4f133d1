import { escapeInvisible } from './escape';

/** An attempt to use a file. */
export interface FileAttempt {
  /** The kind of thing that the path should lead to, such as `file or directory`. */
  readonly sought: string;
  /** The participle of the attempt, such as `read`. */
  readonly done: string;
  /** The permission that it needs, such as `read and write`. */
  readonly permission: string;
  /** The remedies that differ from the usual ones, by error code of Node.js; that for all other codes is `other`. */
  readonly remedies?: Readonly<Record<string, string>>;
}

/** The reason why an attempt failed. */
export interface FileFailure {
  readonly cause: string;
  readonly fix: string;
}

/**
 * Returns the cause and the remedy of an error that Node.js throws for a file.
 *
 * @example
 * fileFailure({ code: 'EACCES' }, { sought: 'file', done: 'read', permission: 'read' }).cause // => 'permission denied'
 */
export function fileFailure(error: unknown, { sought, done, permission, remedies = {} }: FileAttempt): FileFailure {
  const { code = '', message } = error as { readonly code?: string; readonly message?: string };
  const toFailure = (cause: string, fix: string): FileFailure => ({ cause, fix: remedies[code] ?? fix });
  switch (code) {
    case 'ENOENT':
      return toFailure(`there is no such ${sought}`, 'correct the path');
    case 'ENOTDIR':
      return toFailure('a part of the path is a file, not a directory', 'correct the path');
    case 'EACCES':
    case 'EPERM':
      return toFailure('permission denied', `grant ${permission} permission`);
    case 'ELOOP':
      return toFailure('its symbolic links form a loop', 'remove one of them');
    case 'ENAMETOOLONG':
      return toFailure('the name is too long', 'correct the path');
    case 'EROFS':
      return toFailure('the file system is read-only', 'name a path on another one');
    case 'ENOSPC':
      return toFailure('the disk is full', 'make room');
    default:
      return toFailure(`it can't be ${done} (${escapeInvisible(message ?? '')})`, remedies.other ?? 'check the path');
  }
}
