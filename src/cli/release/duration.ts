const PART = { d: 86_400, h: 3600, m: 60, s: 1 } as const;

/** Days, hours, minutes and seconds in this order, each at most once. */
const DURATION = /^(?:(\d{1,6})d)?(?:(\d{1,6})h)?(?:(\d{1,6})m)?(?:(\d{1,6})s)?$/;

/**
 * Parses a duration into seconds. Returns `undefined` for anything else.
 *
 * @example
 * parseDuration('30m') // => 1800
 * parseDuration('1h30m') // => 5400
 */
export function parseDuration(text: string): number | undefined {
  const match = DURATION.exec(text);
  if (match === null || text === '') return undefined;
  const [, days = 0, hours = 0, minutes = 0, seconds = 0] = match;
  return Number(days) * PART.d + Number(hours) * PART.h + Number(minutes) * PART.m + Number(seconds) * PART.s;
}

/**
 * Returns a duration in its two largest units. It rounds the smaller one up by default.
 *
 * @example
 * describeDuration(1800) // => '30m'
 * describeDuration(5401) // => '1h31m'
 */
export function describeDuration(seconds: number, round = Math.ceil): string {
  const unit = seconds >= PART.d ? PART.h : seconds >= PART.h ? PART.m : PART.s;
  let left = round(seconds / unit) * unit;
  const parts: string[] = [];
  for (const [name, size] of Object.entries(PART)) {
    const count = Math.floor(left / size);
    left -= count * size;
    if (count > 0) parts.push(`${count}${name}`);
  }
  return parts.length === 0 ? '0s' : parts.slice(0, 2).join('');
}
