/** Part of a text that is read on its own: one document, or several. */
export interface TextSegment {
  readonly text: string;
  /** The start of the segment in the whole text. */
  readonly offset: number;
  /** The number of lines before it. */
  readonly linesBefore: number;
}

/**
 * Splits a text at the markers between its documents.
 *
 * A line that begins with `---` and then ends or continues with white space is always such a marker (YAML 1.2,
 * "document markers"). A text with directives stays whole, because directives come before the marker.
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

/** Returns the position of the next marker, or the end of the text. */
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
