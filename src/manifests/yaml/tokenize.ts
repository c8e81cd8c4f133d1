import { type CST, Lexer, type LineCounter, Parser } from 'yaml';

/** Twice as deep as the deepest custom resource definitions, and shallow enough for the stack of the composer. */
export const MAX_LEVELS = 200;

/** A text whose lists and maps go deeper into each other than any manifest's. */
export class TooDeepError extends Error {
  /** Where in the text it goes too deep. */
  readonly offset: number;

  constructor(offset: number) {
    super('too deep');
    this.offset = offset;
  }
}

/**
 * The syntax tree of one document after another.
 *
 * How deep it goes is limited here, where nothing is recursive yet: what comes after it would run out of stack, and V8 ends
 * the whole process where that happens while it compiles a regular expression.
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
