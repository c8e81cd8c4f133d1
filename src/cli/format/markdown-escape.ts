import { escapeInvisible } from '../../text/escape';

/** The most characters of one value in a comment. */
const MAX_LENGTH = 600;

/** An invisible character that keeps a forge from finding a link or a reference. */
const BREAK = '<!-- -->';

/**
 * Returns text that Markdown and HTML show literally, on one line, even within a table cell. It links to nothing and
 * mentions no one, because text from a manifest could be a URL or a user name. Long text is cut.
 */
export function escapeMarkdown(text: string): string {
  return breakReferences(escapeInvisible(shorten(text)).replace(/[\\`*_[\]|~#]/g, '\\$&'));
}

function shorten(text: string): string {
  return text.length <= MAX_LENGTH ? text : `${text.slice(0, MAX_LENGTH)}…`;
}

/**
 * Breaks the references that GitHub and GitLab turn into links, in text whose special characters are escaped.
 *
 * @see https://github.github.com/gfm/#autolinks-extension-
 * @see https://docs.gitlab.com/user/markdown/#gitlab-specific-references
 */
function breakReferences(text: string): string {
  return (
    text
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      // Every `<` that is added after this line is our own markup.
      .replace(/@|#|:(?=\/\/)|(?:[!$%^~]|&amp;)(?=[\w"'])|:(?=[\w+-]{1,50}:)|\b(?:mailto|xmpp):/gi, `$&${BREAK}`)
      .replace(/\b(www|GH)(?=[.-])/gi, `$1${BREAK}`)
  );
}

/** Returns text for a quoted Mermaid label, with special characters as their codes. */
export function escapeMermaid(text: string): string {
  return escapeInvisible(shorten(text)).replace(
    /[^A-Za-z0-9 ._/:()%\u2192\u2013+-]/gu,
    (character) => `#${character.codePointAt(0) ?? 0};`,
  );
}
