import { describe, expect, it } from 'vitest';
import { readSvg, textsOf } from '../picture/read-svg';
import { runInProcess } from '../support/run-in-process';
import { workspace } from '../support/workspace';

const canary = (rest: string): string => `strategy: canary
replicas: 10
steps: [10, 30, 50, 100]
current: { version: v1, image: shop:1 }
${rest}`;

const FILES = {
  'releases/prod/pay.yaml': `strategy: blue-green
replicas: 4
current: { version: v1, image: pay:1, color: blue }
next: { version: v2, image: pay:2 }
stage: 2
held: "<tests> fail"
`,
  'releases/prod/shop.yaml': canary('next: { version: v2, image: shop:2 }\nstage: 3\n'),
  'releases/test/shop.yaml': canary(''),
};

async function status(...args: string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await runInProcess(['release', 'status', 'releases', ...args], {
    cwd: workspace(FILES),
  });
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  return stdout;
}

describe('release status', () => {
  it('prints one line for each release', async () => {
    expect(await status()).toBe(
      `release    from  to  stage   share            next                          since
prod/pay   v1    v2  2 of 4  ░░░░░░░░░░   0%  v2 (green) serves everything  –      held: <tests> fail
prod/shop  v1    v2  3 of 6  ███░░░░░░░  30%  v2 at 50%                     –
test/shop  v1    –   –       –                –                             –

1 release under way, 1 held, 1 at rest
`,
    );
  });

  it('leaves out bars, and then the next stages, on a terminal that is too narrow for them', async () => {
    const linesAt = async (columns: number): Promise<string[]> => {
      const terminal = { isTerminal: true, columns, env: { NO_COLOR: '1' }, cwd: workspace(FILES) };
      return (await runInProcess(['release', 'status', 'releases'], terminal)).stdout.split('\n').slice(0, 3);
    };
    expect(await linesAt(95)).toEqual([
      'release    from  to  stage   share  next                          since',
      'prod/pay   v1    v2  2 of 4     0%  v2 (green) serves everything  –      held: <tests> fail',
      'prod/shop  v1    v2  3 of 6    30%  v2 at 50%                     –',
    ]);
    expect(await linesAt(60)).toEqual([
      'release    from  to  stage   share  since',
      'prod/pay   v1    v2  2 of 4     0%  –      held: <tests> fail',
      'prod/shop  v1    v2  3 of 6    30%  –',
    ]);
  });

  it('prints Markdown with the stages of each release', async () => {
    expect(await status('--format', 'markdown')).toBe(
      `1 release under way, 1 held, 1 at rest.

| Release | From | To | Stage | Share now | Next | Since | |
| --- | --- | --- | --- | --- | --- | --- | --- |
| **prod/pay** | v1 | v2 | 2 of 4 | ░░░░░░░░░░ 0% | v2 (green) serves everything | – | held: &lt;tests&gt; fail |
| **prod/shop** | v1 | v2 | 3 of 6 | ███░░░░░░░ 30% | v2 at 50% | – |  |
| **test/shop** | v1 | – | – | – | – | – |  |

### prod/pay: v1 → v2

1. ✓ v1 (blue) serves everything
2. **v2 (green) is tested at full size ← you are here**
3. v2 (green) serves everything
4. v1 (blue) has no pods any more

### prod/shop: v1 → v2

1. ✓ v1 serves everything
2. ✓ v2 at 10%
3. **v2 at 30% ← you are here**
4. v2 at 50%
5. v2 on the way to 100%
6. v2 at 100%
`,
    );
  });

  it('prints JSON', async () => {
    const { releases } = JSON.parse(await status('--format', 'json')) as { releases: unknown[] };
    expect(releases[0]).toEqual({
      file: 'releases/prod/pay.yaml',
      app: 'pay',
      environment: 'prod',
      state: 'held',
      strategy: 'blue-green',
      from: 'v1',
      to: 'v2',
      stage: 2,
      stages: [
        { number: 1, title: 'v1 (blue) serves everything', percent: 0 },
        { number: 2, title: 'v2 (green) is tested at full size', percent: 0 },
        { number: 3, title: 'v2 (green) serves everything', percent: 100 },
        { number: 4, title: 'v1 (blue) has no pods any more', percent: 100 },
      ],
      next: 'v2 (green) serves everything',
      uncommitted: false,
      reason: '<tests> fail',
    });
    expect(releases[2]).toMatchObject({ app: 'shop', environment: 'test', state: 'at-rest', from: 'v1' });
  });

  it('prints one picture with a mark at the stage of each release', async () => {
    const root = readSvg(await status('--format', 'svg'));
    expect(textsOf(root)).toEqual([
      ...['prod/pay', 'v1 → v2', 'held: <tests> fail', '0%', '0%', '100%', '100%'],
      'you are here: v2 (green) is tested at full size',
      ...['prod/shop', 'v1 → v2', '', '0%', '10%', '30%', '50%', '72.7%', '100%'],
      'you are here: v2 at 30%',
      ...['test/shop', 'v1 runs', ''],
    ]);
    expect(textsOf(root, 'desc')).toEqual([
      [
        'prod/pay, from v1 to v2: stage 2 of 4, v2 (green) is tested at full size, held: <tests> fail.',
        'prod/shop, from v1 to v2: stage 3 of 6, v2 at 30%.',
        'test/shop: v1 runs, and no release is under way.',
      ].join(' '),
    ]);
  });

  it('prints a page with the plan of each release, and no script', async () => {
    const page = await status('--format', 'html');
    expect(page).toContain('<title>Releases: 1 release under way, 1 held, 1 at rest</title>');
    expect(page).not.toContain('<tests>');
    expect(page).not.toContain('<script');
    expect([...page.matchAll(/<p>(.*?)<\/p>/g)].map(([, text]) => text)).toEqual([
      'Stage 2 of 4, v2 (green) is tested at full size, held: &lt;tests&gt; fail',
      'Stage 3 of 6, v2 at 30%',
    ]);
    const pictures = [...page.matchAll(/src="data:image\/svg\+xml;base64,([^"]+)"/g)].map(([, data = '']) =>
      readSvg(Buffer.from(data, 'base64').toString('utf8')),
    );
    expect(pictures.map((picture) => textsOf(picture, 'title')[0])).toEqual([
      'Releases and their current stages',
      'Blue/green release of pay, from blue to green',
      'Canary release of shop, from v1 to v2',
    ]);
    expect(textsOf(pictures[2]!, 'desc')[0]).toMatch(/ You are here: stage 3\.$/);
    expect(textsOf(pictures[2]!)).toContain('you are here');
  });

  it('prints the files of one state for scripts', async () => {
    expect(await status('--only', 'under-way', '--format', 'files')).toBe('releases/prod/shop.yaml\n');
    expect(await status('--only', 'held', '--format', 'files')).toBe('releases/prod/pay.yaml\n');
    expect(await status('--only', 'at-rest', '--format', 'files')).toBe('releases/test/shop.yaml\n');
  });

  it('says so if there is no release', async () => {
    const cwd = workspace({ 'releases/README.md': '' });
    expect(await runInProcess(['release', 'status', 'releases'], { cwd })).toEqual({
      exitCode: 2,
      stdout: '',
      stderr:
        'error: path: expected release files, got "releases" without any .yaml, .yml or .json file; correct the path\n',
    });
  });

  it('reads a single file from the standard input too', async () => {
    const { stdout } = await runInProcess(['release', 'status', '-'], { input: FILES['releases/prod/shop.yaml'] });
    expect(stdout).toContain('3 of 6');
  });
});
