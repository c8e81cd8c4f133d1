/** One or more documents of a text that are read on their own. */
export interface TextSegment {
  readonly text: string;
  /** Where it starts in the whole text. */
  readonly offset: number;
  /** How many lines stand before it. */
  readonly linesBefore: number;
}

/**
 * Splits a text at the marks between its documents.
 *
 * A line that begins with `---` and ends or goes on with a space is such a mark wherever it stands (YAML 1.2, "document
 * markers"). A text with directives is left whole, since those stand before the mark.
 */
export function* splitDocuments(text: string): Generator<TextSegment, void> {
  if (/^%/m.test(text)) {
    yield { text, offset: 0, linesBefore: 0 };
    return;
  }
  let offset = 0;
  let linesBefore = 0;
  for (let end = nextMark(text, 1); offset < text.length; end = nextMark(text, end + 1)) {
    const segment = text.slice(offset, end);
    yield { text: segment, offset, linesBefore };
    linesBefore += countLines(segment);
    offset = end;
  }
}

/** Returns where the next mark stands, or the end of the text. */
function nextMark(text: string, from: number): number {
  for (let at = text.indexOf('\n---', from - 1); at !== -1; at = text.indexOf('\n---', at + 1)) {
    const next = text[at + 4];
    if (next === undefined || next === '\n' || next === '\r' || next === ' ' || next === '\t') return at + 1;
  }
  return text.length;
}

function countLines(text: string): number {
  let lines = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}
