import { escapeInvisible } from './escape';

/** Text as it is shown: what nobody would see, and what XML 1.0 can't hold, is written as its code. */
export function visibleText(text: string): string {
  return escapeInvisible(text).replace(/[\p{Cs}\uFFFE\uFFFF]/gu, (character) => {
    return `\\u${(character.codePointAt(0) ?? 0).toString(16)}`;
  });
}
