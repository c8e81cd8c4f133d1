import type { Problem } from '../validate/problem';

/**
 * Returns a problem in other words: as the users of a release name what an app or a plan calls otherwise. Quoted texts are
 * values and stay as they are, and so do words with hyphens, such as `keep-stable`.
 *
 * @param words the words by those that they replace; the longest of several that fit is replaced
 */
export function inWords(problem: Problem, words: Readonly<Record<string, string>>): Problem {
  const known = Object.keys(words).sort((a, b) => b.length - a.length);
  const pattern = new RegExp(`(?<![\\w"'-])(?:${known.join('|')})(?![\\w"'-])`, 'g');
  const say = (text: string): string => text.replace(pattern, (word) => words[word]!);
  return { ...problem, expected: say(problem.expected), fix: say(problem.fix) };
}
