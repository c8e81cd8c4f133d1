import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A docstring of the sources. */
export interface Docstring {
  /** The file, from the top of the repository. */
  readonly file: string;
  readonly line: number;
  /** The text without the frame of the comment. */
  readonly text: string;
  /** The line of code after it. */
  readonly declaration: string;
}

const MODIFIERS = '(?:(?:public|private|protected|static|override|abstract|async|declare) )*';
const FUNCTION = new RegExp(
  `^(?:export )?(?:default )?(?:async )?function\\b|^${MODIFIERS}\\*?#?(?!constructor\\b)\\w+(?:<[^(]*>)?\\(`,
);
const ARROW = /^(?:export )?const \w+(?:: [^=]+)? = (?:async )?(?:<[^(]*>)?(?:\((?:$|.*=>)|\w+ =>)/;
const TYPE = /^(?:export )?(?:declare )?(?:abstract )?(?:interface|type|class|enum)\b/;

/** Returns the docstrings of all code of some folders. */
export function readDocstrings(root: string, folders: readonly string[]): Docstring[] {
  return sourcesOf(root, folders).flatMap((file) => docstringsOf(file, readFileSync(join(root, file), 'utf8')));
}

/** Returns the paths of the code in some folders, from the top of the repository, without the files that git ignores. */
function sourcesOf(root: string, folders: readonly string[]): string[] {
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--', ...folders];
  const { stdout } = spawnSync('git', args, { cwd: root, encoding: 'utf8' });
  // git also lists a file that was deleted but not committed yet.
  return stdout.split('\0').filter((file) => /\.m?[jt]s$/.test(file) && existsSync(join(root, file)));
}

/** Reports whether a docstring belongs to a function or a method. */
export function isOfFunction({ declaration }: Docstring): boolean {
  return FUNCTION.test(declaration) || ARROW.test(declaration);
}

/** Reports whether a docstring belongs to a type, a class or an enum. */
export function isOfType({ declaration }: Docstring): boolean {
  return TYPE.test(declaration);
}

/** Returns the code of the `@example` of a docstring, if it has one. */
export function exampleOf({ text }: Docstring): string | undefined {
  return /^@example\n([^]*?)(?=^@|(?![^]))/m.exec(text)?.[1]?.trim();
}

function docstringsOf(file: string, code: string): Docstring[] {
  // A docstring begins its line: a glob such as `dist/**` in a string is none.
  return [...code.matchAll(/^[ \t]*\/\*\*([^]*?)\*\/\s*(.*)/gm)].map(
    ({ index, 1: comment = '', 2: declaration = '' }) => ({
      file,
      line: code.slice(0, index).split('\n').length,
      text: comment.replaceAll(/^[ \t]*\*? ?/gm, '').trim(),
      declaration,
    }),
  );
}
