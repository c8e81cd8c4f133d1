import type { Problem } from '../validate/problem';

/**
 * Returns a problem in the words of a release file instead of those of an app or a plan. Quoted strings are values and
 * stay unchanged, and so do words with hyphens, such as `keep-stable`.
 *
 * @param words the new words by the old ones; if several match, the longest is replaced
 */
export function inWords(problem: Problem, words: Readonly<Record<string, string>>): Problem {
  const known = Object.keys(words).sort((a, b) => b.length - a.length);
  const pattern = new RegExp(`(?<![\\w"'-])(?:${known.join('|')})(?![\\w"'-])`, 'g');
  const say = (text: string): string => text.replace(pattern, (word) => words[word]!);
  return { ...problem, expected: say(problem.expected), fix: say(problem.fix) };
}
