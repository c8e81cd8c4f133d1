/** Returns JSON for tools. It is harmless on a terminal, too. */
export function toJson(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2).replace(/(?! )[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/gu, escapeCharacter)}\n`;
}

/** Escapes an invisible character that `JSON.stringify` leaves as it is, except for its own line ends. */
function escapeCharacter(character: string): string {
  if (character === '\n') return character;
  // A character outside of the basic plane has two code units, which JSON escapes separately.
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
}
