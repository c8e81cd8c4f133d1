/** JSON for tools, which does no harm on a terminal either. */
export function toJson(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2).replace(/(?! )[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/gu, escapeCharacter)}\n`;
}

/** `JSON.stringify` leaves some control characters as they are. Those that it has put in itself are line ends. */
function escapeCharacter(character: string): string {
  if (character === '\n') return character;
  // A character beyond the first plane has two code units, and JSON escapes them one by one.
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
}
