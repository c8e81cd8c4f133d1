/** The tones of pods. Where there are two versions, the old one is `stable` and the new one `canary`. */
export type Tone = 'stable' | 'canary' | 'blue' | 'green';

/** Each has at least 3:1 against its ground, and text 4.5:1 (WCAG 2.2, 1.4.3 and 1.4.11). */
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
  tones: { stable: '#6e7781', canary: '#bc4c00', blue: '#0969da', green: '#1a7f37' },
};

export const DARK: Palette = {
  ground: '#0d1117',
  border: '#3d444d',
  text: '#f0f6fc',
  muted: '#9198a1',
  tones: { stable: '#8b949e', canary: '#f0883e', blue: '#4493f8', green: '#3fb950' },
};

/**
 * The style sheet of all pictures. They bring their own ground, so that they can be read where the page and the system
 * disagree on what is dark. Fonts are the reader's own: a picture loads nothing.
 */
export const STYLE = [
  "text { font: 13px -apple-system, 'Segoe UI', 'Noto Sans', 'Liberation Sans', Helvetica, Arial, sans-serif; }",
  '.title { font-size: 16px; font-weight: 600; }',
  '.strong { font-weight: 600; }',
  '.number { font-variant-numeric: tabular-nums; }',
  '.end { text-anchor: end; }',
  '.middle { text-anchor: middle; }',
  '.idle { stroke-width: 1.5; }',
  '.stripes { fill: url(#stripes); }',
  '.line { fill: none; }',
  ...colors(LIGHT),
  '@media (prefers-color-scheme: dark) {',
  ...colors(DARK).map((rule) => `  ${rule}`),
  '}',
];

function colors({ ground, border, text, muted, tones }: Palette): string[] {
  return [
    `text { fill: ${text}; }`,
    `.muted { fill: ${muted}; }`,
    `.ground { fill: ${ground}; stroke: ${border}; }`,
    `.gap { stroke: ${ground}; }`,
    `.way { stroke: ${muted}; }`,
    `.box { fill: none; stroke: ${muted}; }`,
    `.mark { stroke: ${text}; }`,
    ...Object.entries(tones).flatMap(([tone, color]) => [
      `.${tone} { fill: ${color}; }`,
      `.idle.${tone} { fill: none; stroke: ${color}; }`,
    ]),
  ];
}

/** The tone of a version: its own where it is called like a color, or else by its place. */
export function toneOf(version: string, place: number): Tone {
  if (version === 'blue' || version === 'green') return version;
  return place === 0 ? 'stable' : 'canary';
}
