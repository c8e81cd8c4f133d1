// Writes src/cli/format/player-script.ts, the script of the HTML report, from site/player/. The file is committed, so that the
// report needs no other file at run time. A test compares it with its source.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { root } from './run.mjs';

const FILE = join(root, 'src/cli/format/player-script.ts');

/** Returns the text of the file. */
export function playerScriptFile() {
  const { outputFiles } = buildSync({
    entryPoints: [join(root, 'site/player/animate-all.ts')],
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2020',
    charset: 'ascii',
    tsconfigRaw: '{}',
    write: false,
  });
  const script = outputFiles[0].text.trim();
  if (/\n|<\/script|\]\]>/i.test(script)) throw new Error('the script must be one line that HTML and XML can hold');
  return `/** The script of the HTML report. \`npm run player\` builds it from \`site/player/\`. */\n// prettier-ignore\nexport const PLAYER_SCRIPT = ${JSON.stringify(script)};\n`;
}

if (process.argv[1] === import.meta.filename) writeFileSync(FILE, playerScriptFile());
