/** The tones of pods. Of two versions, the old one is `stable` and the new one `canary`. */
export type Tone = 'stable' | 'canary' | 'blue' | 'green' | 'violet' | 'teal' | 'rose';

/**
 * The colors of one mode. Each has a contrast of at least 3:1 to its background, and text 4.5:1 (WCAG 2.2, 1.4.3 and
 * 1.4.11).
 */
export interface Palette {
  readonly ground: string;
  readonly border: string;
  readonly text: string;
  readonly muted: string;
  readonly tones: Readonly<Record<Tone, string>>;
}

export const LIGHT: Palette = {
  ground: '#ffffff',
  border: '#d1d9e0',
  text: '#1f2328',
  muted: '#59636e',
  tones: {
    stable: '#6e7781',
    canary: '#bc4c00',
    blue: '#0969da',
    green: '#1a7f37',
    violet: '#8250df',
    teal: '#0a7480',
    rose: '#bf3989',
  },
};

export const DARK: Palette = {
  ground: '#0d1117',
  border: '#3d444d',
  text: '#f0f6fc',
  muted: '#9198a1',
  tones: {
    stable: '#8b949e',
    canary: '#f0883e',
    blue: '#4493f8',
    green: '#3fb950',
    violet: '#ab7df8',
    teal: '#39b5c4',
    rose: '#f778ba',
  },
};

/**
 * The style sheet of a standalone picture. It sets a background, so the picture is readable even if the page and the
 * system disagree on dark mode. It uses the reader's fonts, because a picture loads nothing.
 */
export const STYLE = [
  ...shapes(''),
  ...colors('', LIGHT),
  '@media (prefers-color-scheme: dark) {',
  ...colors('', DARK).map((rule) => `  ${rule}`),
  '}',
];

/**
 * The style sheet of the pictures within a page, under the class `picture`. The colors are the custom properties that
 * `paletteVariables` sets, so the page decides on dark mode.
 */
export const EMBEDDED_STYLE = [...shapes('.picture '), ...colors('.picture ', variablesOf(LIGHT))];

/**
 * Returns the colors of a palette as custom properties of CSS.
 */
export function paletteVariables({ tones, ...rest }: Palette): string {
  return Object.entries({ ...rest, ...tones })
    .map(([name, color]) => `--${name}: ${color};`)
    .join(' ');
}

/** Returns the palette whose colors are the custom properties themselves. */
function variablesOf({ tones }: Palette): Palette {
  const names = Object.keys(tones) as Tone[];
  return {
    ground: 'var(--ground)',
    border: 'var(--border)',
    text: 'var(--text)',
    muted: 'var(--muted)',
    tones: Object.fromEntries(names.map((name) => [name, `var(--${name})`])) as Record<Tone, string>,
  };
}

function shapes(scope: string): string[] {
  return [
    `${scope}text { font: 13px -apple-system, 'Segoe UI', 'Noto Sans', 'Liberation Sans', Helvetica, Arial, sans-serif; }`,
    `${scope}.title { font-size: 16px; font-weight: 600; }`,
    `${scope}.strong { font-weight: 600; }`,
    `${scope}.number { font-variant-numeric: tabular-nums; }`,
    `${scope}.end { text-anchor: end; }`,
    `${scope}.middle { text-anchor: middle; }`,
    `${scope}.idle { stroke-width: 1.5; }`,
    `${scope}.stripes { fill: url(#stripes); }`,
    `${scope}.line { fill: none; }`,
  ];
}

function colors(scope: string, { ground, border, text, muted, tones }: Palette): string[] {
  return [
    `${scope}text { fill: ${text}; }`,
    `${scope}.muted { fill: ${muted}; }`,
    `${scope}.ground { fill: ${ground}; stroke: ${border}; }`,
    `${scope}.gap { stroke: ${ground}; }`,
    `${scope}.way { stroke: ${muted}; }`,
    `${scope}.box { fill: none; stroke: ${muted}; }`,
    `${scope}.mark { stroke: ${text}; }`,
    ...Object.entries(tones).flatMap(([tone, color]) => [
      `${scope}.${tone} { fill: ${color}; }`,
      `${scope}.idle.${tone} { fill: none; stroke: ${color}; }`,
    ]),
  ];
}
