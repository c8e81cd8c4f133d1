import { readdirSync, readFileSync } from 'node:fs';
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

const FUNCTION =
  /^(?:export )?(?:async )?function\b|^(?:(?:private|protected|static|override|async) )*#?(?!constructor\b)\w+(?:<[^(]*>)?\(/;
const ARROW = /^(?:export )?const \w+ = (?:async )?\(.*=>/;
const TYPE = /^(?:export )?(?:abstract )?(?:interface|type|class|enum)\b/;

/** Returns the docstrings of all files of `src`. */
export function readDocstrings(root: string): Docstring[] {
  return readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join('src', file))
    .sort()
    .flatMap((file) => docstringsOf(file, readFileSync(join(root, file), 'utf8')));
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
  return [...code.matchAll(/\/\*\*([^]*?)\*\/\s*(.*)/g)].map(({ index, 1: comment = '', 2: declaration = '' }) => ({
    file,
    line: code.slice(0, index).split('\n').length,
    text: comment.replaceAll(/^[ \t]*\*? ?/gm, '').trim(),
    declaration,
  }));
}
