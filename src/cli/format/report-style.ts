import { DARK, LIGHT, type Palette, paletteVariables } from '../../picture/style';
import { PLAYER_STYLE } from './player-style';

/** The colors of the severities, with a contrast of 4.5:1 to the background. */
const SEVERITIES = {
  light: { error: '#d1242f', warning: '#9a6700', info: '#0969da' },
  dark: { error: '#f85149', warning: '#d29922', info: '#4493f8' },
};

/** The style sheet of a report, in the colors of the pictures. */
export const REPORT_STYLE = [
  ':root { color-scheme: light dark; --card: color-mix(in srgb, var(--text) 2.5%, var(--ground)); }',
  `:root { ${variables(LIGHT, SEVERITIES.light)} }`,
  `@media (prefers-color-scheme: dark) { :root { ${variables(DARK, SEVERITIES.dark)} } }`,
  "body { margin: 0 auto; padding: 24px; max-width: 880px; background: var(--ground); color: var(--text); font: 15px/1.5 -apple-system, 'Segoe UI', 'Noto Sans', 'Liberation Sans', Helvetica, Arial, sans-serif; overflow-wrap: anywhere; }",
  'h1 { font-size: 24px; }',
  'h2 { margin-top: 40px; padding-top: 16px; border-top: 1px solid var(--border); font-size: 18px; }',
  'a { color: inherit; }',
  'p { margin: 4px 0; }',
  '.muted { color: var(--muted); }',
  '.finding { margin: 16px 0; padding: 8px 16px; border-left: 4px solid; }',
  '.error { border-color: var(--error); }',
  '.warning { border-color: var(--warning); }',
  '.info { border-color: var(--info); }',
  '.error .severity { color: var(--error); }',
  '.warning .severity { color: var(--warning); }',
  '.info .severity { color: var(--info); }',
  '.severity { font-weight: 600; }',
  'table { width: 100%; border-collapse: collapse; margin: 12px 0; font-variant-numeric: tabular-nums; }',
  'th, td { padding: 6px 12px 6px 0; border-bottom: 1px solid var(--border); text-align: left; font-weight: inherit; }',
  'th:first-child { min-width: 6em; }',
  'thead th { color: var(--muted); }',
  'td.number, th.number { text-align: right; white-space: nowrap; }',
  'td svg { display: block; max-width: 100%; height: auto; }',
  'figure { margin: 20px 0 0; }',
  'figcaption { margin-bottom: 6px; }',
  'img { max-width: 100%; height: auto; }',
  // On a phone, the picture of a row is below its numbers, and the columns have fixed shares, so that rows line up.
  '@media (max-width: 560px) { body { padding: 12px; } tr { display: grid; grid-template-columns: minmax(0, 1.4fr) minmax(0, 1.2fr) minmax(0, 1.7fr) minmax(0, 1.1fr); border-bottom: 1px solid var(--border); } th, td { border: 0; } th:first-child { min-width: 0; } th.number { white-space: normal; overflow-wrap: normal; } td.picture { grid-column: 1 / -1; } th.picture { display: none; } }',
  // A picture scrolls on a phone, because it would be unreadable if it shrank to fit.
  '@media (max-width: 560px) { figure { display: grid; grid-template-columns: 640px 16px; overflow-x: auto; } figure img { width: 640px; max-width: none; } }',
  // A shadow at the right edge shows that there is more. At the end of the picture, it is behind the empty second column.
  "@media (max-width: 560px) { figure::before, figure::after { content: ''; grid-row: 2; width: 16px; } }",
  '@media (max-width: 560px) { figure::before { grid-column: 1 / -1; justify-self: end; position: sticky; right: 0; z-index: 1; background: linear-gradient(to right, transparent, color-mix(in srgb, var(--text) 40%, transparent)); pointer-events: none; } }',
  '@media (max-width: 560px) { figure::after { grid-column: 2; z-index: 2; background: var(--ground); } }',
  '@media (max-width: 560px) { figcaption, figure img { grid-column: 1; } figure img { grid-row: 2; } }',
  ...PLAYER_STYLE,
];

function variables(palette: Palette, severities: Readonly<Record<string, string>>): string {
  const own = Object.entries(severities).map(([name, color]) => `--${name}: ${color};`);
  return [paletteVariables(palette), ...own].join(' ');
}
