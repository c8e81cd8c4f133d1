import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { table } from '../report.mjs';
import { spread } from '../statistics.mjs';

const ASSETS = fileURLToPath(new URL('../../site/dist/assets', import.meta.url));

/** The most bytes that a pane of the playground may load in addition to the scripts of every page. */
const MOST = 150_000;

const PANES = { 'Split and plan': 'plan-pane', Check: 'check-pane' };

/**
 * Measures the JavaScript that the panes of the playground load, without the editor, which loads on demand. A short run
 * leaves it out, because the site may be built at the same time. A test in the browser has the same limit.
 */
export function measureSite({ short }) {
  const title = 'The playground of the site';
  if (short) return { sections: [], limits: [] };
  if (!existsSync(ASSETS)) {
    return { sections: [{ title, text: 'Left out: the site is not built (`npm run site`).' }], limits: [] };
  }
  const files = readdirSync(ASSETS, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.js') && !file.endsWith('.lean.js'))
    .map((file) => join(ASSETS, file));
  const scripts = new Map(files.map((file) => [basename(file), readFileSync(file, 'utf8')]));
  const named = (name) => [...scripts.keys()].find((file) => file.startsWith(`${name}.`));
  const everyPage = loadedWith(['app', 'theme'].map(named), scripts);
  const sizes = Object.entries(PANES).map(([name, pane]) => {
    const file = named(pane);
    if (file === undefined) throw new Error(`${ASSETS}: expected a script ${pane}.*.js, got none`);
    const importer = [...scripts.keys()].find((other) => scripts.get(other).includes(`import("./${file}")`));
    const own = [...loadedWith([importer, file], scripts)].filter((script) => !everyPage.has(script));
    return { name, bytes: own.reduce((sum, script) => sum + gzipSync(scripts.get(script)).length, 0) };
  });
  const rows = sizes.map(({ name, bytes }) => [name, `${(bytes / 1000).toFixed(0)} kB`]);
  const text = `JavaScript as sent (gzip), beside what every page loads, without the editor.`;
  return {
    sections: [{ title, text, table: table(['pane', 'size'], rows) }],
    limits: sizes.map(({ name, bytes }) => {
      const what = `size of the pane "${name}" to ${MOST / 1000} kB`;
      return { what, value: spread([bytes / MOST]), limit: 1 };
    }),
  };
}

/** Returns some scripts and all their static imports. */
function loadedWith(files, scripts) {
  const loaded = new Set();
  const visit = (file) => {
    if (loaded.has(file) || !scripts.has(file)) return;
    loaded.add(file);
    for (const [, path] of scripts.get(file).matchAll(/\b(?:from|import)\s*"([^"]+\.js)"/g)) visit(basename(path));
  };
  files.forEach(visit);
  return loaded;
}
