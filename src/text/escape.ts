/**
 * Replaces invisible characters with their codes: controls, marks that reorder a line, unusual spaces, and letters
 * without a shape such as U+3164.
 *
 * @example
 * escapeInvisible('a\u001b[2J\u3164') // => 'a\\u001b[2J\\u3164'
 */
export function escapeInvisible(text: string): string {
  return text.replace(INVISIBLE, (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`);
}

/**
 * U+2800 is a Braille pattern without dots. Unpaired surrogates and private-use codes have no shape. U+FE0F gives the
 * pictograph before it a color.
 */
const INVISIBLE =
  /(?! |(?<=\p{Extended_Pictographic})\ufe0f)[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/**
 * Breaks commands that a CI server would find in the middle of a log line: `##[…]` (GitHub Actions), `##vso[…]` (Azure
 * Pipelines), `##teamcity[…]` (TeamCity). In JSON, the text stays the same.
 *
 * @see https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
 * @see https://github.com/microsoft/azure-pipelines-agent/blob/master/src/Agent.Sdk/Util/Command.cs
 */
export function breakInlineCommands(text: string): string {
  return text.replace(/##(?=[a-z]{0,20}\[)/gi, '#\\u0023');
}

/**
 * Breaks all commands in lines of a log, including `::…::` of GitHub Actions, which counts only at the start of a line.
 */
export function breakLogCommands(text: string): string {
  return breakInlineCommands(text).replace(AT_LINE_START, '$1$2\\u003a:');
}

/** The start of a line, with its white space. `^` with the flag `m` would backtrack over a series of line ends. */
const AT_LINE_START = /(^|[\n\v\f\r\u0085\u2028\u2029])([^\S\n\v\f\r\u2028\u2029]*)::/g;
