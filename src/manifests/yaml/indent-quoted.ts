/** The start of a line that opens a quoted value: `key: '…` or `- "…`. */
const OPENING = /^(\s*(?:- +)*(?:[^\s'"#&*!|>%@`[\]{},-][^'"#]*?:\s+)?)(["'])/;

/** The end of a line that opens a block of text, in which quotes have no meaning. */
const BLOCK = /(?::|-|^)\s*[|>][-+\d]*\s*$/;

/**
 * Returns a YAML text in which each line of a quoted value is indented further than its key. The values stay the same,
 * because the indentation of such a line is not part of them.
 *
 * YAML requires that indentation, but kubectl's parser does not, and annotations often have a closing quote right below
 * their key.
 */
export function indentQuoted(text: string): string {
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!;
    if (BLOCK.test(line)) {
      at = endOfBlock(lines, at);
      continue;
    }
    const [, before = '', quote] = OPENING.exec(line) ?? [];
    if (quote === undefined) continue;
    let isOpen = !isClosed(line.slice(before.length + 1), quote);
    while (isOpen && at + 1 < lines.length) {
      at++;
      isOpen = !isClosed(lines[at]!, quote);
      if (lines[at]!.trim() !== '') lines[at] = ' '.repeat(before.length + 1) + lines[at]!.trimStart();
    }
  }
  return lines.join('\n');
}

/** Returns the last line of a block of text. Its lines are indented further than the line that opens it, or empty. */
function endOfBlock(lines: string[], start: number): number {
  const indent = indentOf(lines[start]!);
  let end = start;
  while (end + 1 < lines.length && (lines[end + 1]!.trim() === '' || indentOf(lines[end + 1]!) > indent)) end++;
  return end;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** Reports whether a quoted value ends in a line. */
function isClosed(line: string, quote: string): boolean {
  for (let at = 0; at < line.length; at++) {
    if (quote === '"' && line[at] === '\\') at++;
    else if (line[at] === quote) {
      // In single quotes, two quotes stand for one.
      if (quote === '"' || line[at + 1] !== quote) return true;
      at++;
    }
  }
  return false;
}
