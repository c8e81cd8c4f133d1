import { escapeInvisible } from './escape';

/** Returns text for display: characters that are invisible, or that XML 1.0 can't hold, become their codes. */
export function visibleText(text: string): string {
  return escapeInvisible(text).replace(/[\p{Cs}\uFFFE\uFFFF]/gu, (character) => {
    return `\\u${(character.codePointAt(0) ?? 0).toString(16)}`;
  });
}
