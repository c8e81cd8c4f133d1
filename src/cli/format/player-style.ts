/** The tones of `src/picture/style.ts`, as custom properties of the page. */
const TONES = ['stable', 'canary', 'blue', 'green', 'violet', 'teal', 'rose'];

/**
 * The style sheet of pods as dots, and of the player. The page sets the colors: `paletteVariables`, `--card` for the
 * background of a box, and `--error`.
 */
export const PLAYER_STYLE = [
  ...TONES.map((tone) => `.tone-${tone} { --color: var(--${tone}); }`),
  '.dots { display: flex; flex-wrap: wrap; gap: 6px; min-height: 26px; }',
  '.dot { position: relative; box-sizing: border-box; width: 26px; height: 26px; border: 2px solid var(--color); border-radius: 50%; background: var(--color); transition: background-color 0.3s, border-color 0.3s, opacity 0.3s, transform 0.3s; }',
  ".dot.striped.ready::after { content: ''; position: absolute; inset: -2px; border-radius: 50%; background: repeating-linear-gradient(135deg, transparent 0 4px, var(--ground) 4px 5.5px); }",
  '.dot.gone { border-style: dashed; background: transparent; opacity: 0.5; transform: scale(0.8); }',
  ".key::before { content: ''; display: inline-block; width: 10px; height: 10px; margin-right: 6px; border-radius: 50%; background: var(--color); }",
  '.player { display: grid; grid-template-columns: minmax(0, 1fr); gap: 12px; margin-top: 10px; padding: 16px; border: 1px solid var(--border); border-radius: 10px; background: var(--card); overflow-wrap: anywhere; }',
  '.player .endpoints { display: grid; grid-template-columns: 1fr auto; gap: 6px 12px; }',
  '.player .service, .player .event, .player .now > span { font-weight: 600; }',
  '.player .none { color: var(--error); }',
  '.player .gauge { grid-column: 1 / -1; height: 8px; border-radius: 4px; background: var(--border); }',
  '.player .gauge span { display: block; height: 100%; border-radius: 4px; background: var(--blue); transition: width 0.4s; }',
  '.player .row-head { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 12px; margin-bottom: 4px; font-size: 14px; }',
  '.player .unselected .dots { opacity: 0.45; }',
  '.player .event { margin: 0; }',
  '.player .scrubber { display: flex; align-items: center; gap: 14px; }',
  '.player .scrubber input { flex: 1; min-width: 0; accent-color: var(--blue); }',
  '.player .scrubber button { flex: none; min-width: 76px; padding: 4px 12px; border: 1px solid var(--border); border-radius: 8px; background: var(--ground); color: var(--text); font: inherit; font-size: 14px; cursor: pointer; }',
  '.player :focus-visible { outline: 2px solid var(--blue); outline-offset: 2px; }',
  '.player .events { margin: 0; padding-left: 22px; list-style: decimal; color: var(--muted); font-size: 14px; }',
  '.player .events ul { margin: 0; padding-left: 16px; list-style: disc; }',
  '.player .now { color: var(--text); }',
  // While the animation runs, the rows above it show the same numbers.
  '.player.moving .events ul { display: none; }',
  '@media (max-width: 480px) { .dots { gap: 4px; } .dot { width: 20px; height: 20px; } .player { padding: 12px; } }',
  '@media (prefers-reduced-motion: reduce) { .dot, .player .gauge span { transition: none; } }',
];
