import { type CST, Lexer, type LineCounter, Parser } from 'yaml';

/** Twice the depth of the deepest custom resource definitions, yet shallow enough for the stack of the composer. */
export const MAX_LEVELS = 200;

/** An error about a text whose lists and maps are nested deeper than in any manifest. */
export class TooDeepError extends Error {
  /** The offset at which the nesting becomes too deep. */
  readonly offset: number;

  constructor(offset: number) {
    super('too deep');
    this.offset = offset;
  }
}

/**
 * Yields the syntax trees of the documents one by one.
 *
 * The depth is limited here, because later steps are recursive and would run out of stack. V8 ends the whole process if
 * that happens while it compiles a regular expression.
 *
 * @throws TooDeepError
 */
export function* tokenize(text: string, lineCounter: LineCounter): Generator<CST.Token, void> {
  const parser = new Parser(lineCounter.addNewLine);
  lineCounter.addNewLine(0);
  for (const lexeme of new Lexer().lex(text)) {
    yield* parser.next(lexeme);
    if (parser.stack.length > MAX_LEVELS) throw new TooDeepError(parser.offset);
  }
  yield* parser.end();
}
