/** Returns a percentage with at most two decimals: `33.33%`. */
export function precisePercent(value: number): string {
  return `${Math.round(value * 100) / 100}%`;
}
