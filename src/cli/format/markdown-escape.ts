import { escapeInvisible } from '../../text/escape';

/** Text that Markdown and HTML show as it is, in one line, also within a cell of a table. */
export function escapeMarkdown(text: string): string {
  return (
    escapeInvisible(text)
      .replace(/[\\`*_[\]|~#]/g, '\\$&')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      // What is in a manifest must not call people.
      .replaceAll('@', '@<!-- -->')
  );
}

/** Text within the quotes of a Mermaid label: what could mean something there is written as its code. */
export function escapeMermaid(text: string): string {
  return escapeInvisible(text).replace(
    /[^A-Za-z0-9 ._/:()%→–+-]/gu,
    (character) => `#${character.codePointAt(0) ?? 0};`,
  );
}
