/** The patterns that GitHub and GitLab turn into links in a comment, in addition to Markdown's own links. */
const LINKS: Readonly<Record<string, RegExp>> = {
  // https://github.github.com/gfm/#autolinks-extension-
  address: /\b(?:https?|ftp):\/\/[\w.]/i,
  www: /\bwww\.\w/i,
  email: /[\w.+-]+@[\w-]+\.\w/,
  protocol: /\b(?:mailto|xmpp):\S+@/i,
  mention: /(?<![\w/])@[a-z\d]/i,
  issue: /#\d/,
  'issue by name': /\bGH-\d/i,
  // https://docs.gitlab.com/user/markdown/#gitlab-specific-references
  'merge request': /![\d]/,
  snippet: /\$\d/,
  milestone: /%["\w]/,
  label: /~["\w]/,
  epic: /&\d/,
  alert: /\^alert/,
  emoji: /:[\w+-]+:/,
};

/** Returns the kinds of links in escaped Markdown text. A link can't span an HTML comment. */
export function linksIn(markdown: string): string[] {
  const texts = markdown.split(/<!--.*?-->/).map(unescape);
  return Object.entries(LINKS)
    .filter(([, pattern]) => texts.some((text) => pattern.test(text)))
    .map(([kind]) => kind);
}

/** Returns the text that a reader sees. */
export function visibleMarkdown(markdown: string): string {
  return unescape(markdown.replace(/<!--.*?-->/g, ''));
}

function unescape(text: string): string {
  return text
    .replace(/\\([\\`*_[\]|~#])/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
