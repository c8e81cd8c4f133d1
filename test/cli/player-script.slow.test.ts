import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = resolve(__dirname, '../..');

it('the script of the HTML report is the compiled source: npm run player', () => {
  const print = `import('./scripts/build-player.mjs').then(({ playerScriptFile }) => process.stdout.write(playerScriptFile()))`;
  const built = execFileSync(process.execPath, ['-e', print], { cwd: ROOT, encoding: 'utf8' });
  expect(readFileSync(join(ROOT, 'src/cli/format/player-script.ts'), 'utf8')).toBe(built);
});
