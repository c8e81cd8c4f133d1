/**
 * Writes characters that nobody sees as their codes: controls, marks that reorder a line, spaces other than the usual one,
 * and letters without a shape such as U+3164.
 *
 * @example
 * escapeInvisible('a\u001b[2J\u3164') // => 'a\\u001b[2J\\u3164'
 */
export function escapeInvisible(text: string): string {
  return text.replace(INVISIBLE, (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`);
}

/**
 * U+2800 is a Braille pattern without dots. Surrogates without a partner, and codes for private use, have no shape. U+FE0F
 * after a pictograph gives it its color.
 */
const INVISIBLE =
  /(?! |(?<=\p{Extended_Pictographic})\ufe0f)[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/**
 * Breaks what a CI server would take for a command in the middle of a line of its log: `##[…]` (GitHub Actions),
 * `##vso[…]` (Azure Pipelines), `##teamcity[…]` (TeamCity). In JSON, the text stays the same.
 *
 * @see https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
 * @see https://github.com/microsoft/azure-pipelines-agent/blob/master/src/Agent.Sdk/Util/Command.cs
 */
export function breakInlineCommands(text: string): string {
  return text.replace(/##(?=[a-z]{0,20}\[)/gi, '#\\u0023');
}

/** Breaks all commands in lines of text for a log: also `::…::` of GitHub Actions, which counts at the start of a line. */
export function breakLogCommands(text: string): string {
  return breakInlineCommands(text).replace(/^([^\S\n]*)::/gm, '$1\\u003a:');
}
