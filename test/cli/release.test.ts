import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type CliRun, runInProcess } from '../support/run-in-process';
import { workspace, write } from '../support/workspace';

const SHOP = 'releases/prod/shop.yaml';

/** Ten pods, with comments and an order that no printer of YAML would keep. */
const CANARY = `# The shop. Ask team-shop before you change it.
strategy:   canary
steps: [10, 30, 50, 100] # from the SLO
replicas: 10

current: { version: v1, image: "registry.example.com/shop:1.8.2" }
`;

const BLUE_GREEN = `strategy: blue-green
replicas: 4
current: { version: v1, image: registry.example.com/pay:1.0.0, color: blue }
`;

function folderWith(text: string): string {
  return workspace({ [SHOP]: text });
}

const read = (folder: string, name = SHOP): string => readFileSync(join(folder, name), 'utf8');

function release(cwd: string, ...args: string[]): Promise<CliRun> {
  return runInProcess(['release', ...args], { cwd });
}

/** Returns the standard output of a command that must succeed without notes. */
async function done(cwd: string, ...args: string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await release(cwd, ...args);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  return stdout;
}

async function subject(cwd: string, ...args: string[]): Promise<string> {
  return (await done(cwd, ...args)).split('\n')[0] ?? '';
}

/** Returns a folder whose release is at a stage. */
async function atStage(text: string, stage: number): Promise<string> {
  const folder = folderWith(text);
  await done(folder, 'start', SHOP, '--image', 'registry.example.com/shop:2.0.0', '--version', 'v2');
  for (let count = 1; count < stage; count += 1) await done(folder, 'next', SHOP);
  return folder;
}

/** Expects that a command fails and leaves the folder unchanged. Returns its error. */
async function refusal(folder: string, ...args: string[]): Promise<string> {
  const before = read(folder);
  const { exitCode, stdout, stderr } = await release(folder, ...args);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(read(folder)).toBe(before);
  expect(readdirSync(join(folder, 'releases/prod'))).toEqual(['shop.yaml']);
  return stderr;
}

describe('release start and next', () => {
  it('walk a canary to its end, with one commit message per stage', async () => {
    const folder = folderWith(CANARY);
    const subjects = [
      await subject(folder, 'start', SHOP, '--image', 'registry.example.com/shop:2.0.0', '--version', 'v2'),
    ];
    for (let count = 0; count < 6; count += 1) subjects.push(await subject(folder, 'next', SHOP));
    expect(subjects).toEqual([
      'prod/shop: start the release of v2',
      'prod/shop: v2 at 10% (stage 2 of 6)',
      'prod/shop: v2 at 30% (stage 3 of 6)',
      'prod/shop: v2 at 50% (stage 4 of 6)',
      'prod/shop: v2 on the way to 100% (stage 5 of 6)',
      'prod/shop: v2 at 100% (stage 6 of 6)',
      'prod/shop: finish the release of v2',
    ]);
    // Everything that the user wrote is unchanged.
    expect(read(folder)).toBe(CANARY.replace('v1', 'v2').replace('1.8.2', '2.0.0'));
  });

  it('walk two blue/green releases, and work out the color of each', async () => {
    const folder = folderWith(BLUE_GREEN);
    for (const version of ['v2', 'v3']) {
      await done(folder, 'start', SHOP, '--image', 'registry.example.com/pay:2', '--version', version);
      for (let count = 0; count < 4; count += 1) await done(folder, 'next', SHOP);
      const color = version === 'v2' ? 'green' : 'blue';
      expect(read(folder)).toContain(
        `current: { version: ${version}, image: registry.example.com/pay:2, color: ${color} }`,
      );
    }
  });

  it('print the change, and the condition to wait for', async () => {
    const folder = await atStage(CANARY, 2);
    expect(await done(folder, 'next', SHOP)).toBe(`prod/shop: v2 at 30% (stage 3 of 6)

- v2 gets 30% of the traffic instead of 10%
- v1 has 7 pods instead of 9
- v2 has 3 pods instead of 1
- wait until v1 has 7 ready pods and v2 has 3
`);
  });

  it('name the version after the tag of the image', async () => {
    const folder = folderWith(CANARY.replace('version: v1, ', ''));
    await done(folder, 'start', SHOP, '--image', 'registry.example.com/shop:2.0.0');
    expect(read(folder)).toContain('next: { image: ');
    expect(await subject(folder, 'next', SHOP)).toBe('prod/shop: 2.0.0 at 10% (stage 2 of 6)');
  });

  it('refuse a start while another version has pods, and replace one that has none', async () => {
    const folder = await atStage(CANARY, 1);
    await done(folder, 'start', SHOP, '--image', 'registry.example.com/shop:3', '--version', 'v3');
    expect(read(folder)).toContain('next: { version: v3, image:');
    await done(folder, 'next', SHOP);
    expect(await refusal(folder, 'start', SHOP, '--image', 'registry.example.com/shop:4')).toMatch(
      /^error: releases\/prod\/shop\.yaml: next: .*finish the release of v3, or take it back to stage 1 first/,
    );
  });

  it('advance several files together, and name those that are not due', async () => {
    const folder = await atStage(CANARY, 2);
    write(folder, { 'releases/prod/pay.yaml': BLUE_GREEN, 'releases/test/shop.yaml': `${read(folder)}held: freeze\n` });
    await done(folder, 'start', 'releases/prod/pay.yaml', '--image', 'pay:2', '--version', 'v2');
    const { exitCode, stdout, stderr } = await release(folder, 'next', '--all', 'releases');
    expect(exitCode).toBe(0);
    expect(stdout).toBe(`release: prod/pay, prod/shop

prod/pay: v2 (green) is tested at full size (stage 2 of 4)
- v2 has 4 pods instead of 0
- wait until v1 has 4 ready pods and v2 has 4

prod/shop: v2 at 30% (stage 3 of 6)
- v2 gets 30% of the traffic instead of 10%
- v1 has 7 pods instead of 9
- v2 has 3 pods instead of 1
- wait until v1 has 7 ready pods and v2 has 3
`);
    expect(stderr).toBe('note: test/shop: the release is held (freeze); go on with: release resume\n');
  });

  it('end with 3 if nothing is due, and write nothing', async () => {
    const folder = folderWith(CANARY);
    expect(await release(folder, 'next', SHOP)).toEqual({
      exitCode: 3,
      stdout: '',
      stderr: 'note: prod/shop: no release is under way; start one with: release start\n',
    });
    // Notes about each release at rest would be noise.
    expect(await release(folder, 'next', '--all', 'releases')).toEqual({ exitCode: 3, stdout: '', stderr: '' });
    expect(read(folder)).toBe(CANARY);
  });
});

describe('release back and abort', () => {
  it.each([2, 3, 4, 5, 6])('abort a canary at stage %i in one commit', async (stage) => {
    const folder = await atStage(CANARY, stage);
    const message = await done(folder, 'abort', SHOP, '--reason', 'error rate at 4%');
    expect(message.split('\n')[0]).toBe('prod/shop: abort the release of v2: all traffic to v1');
    expect(read(folder)).toContain('stage: 1 # v1 serves everything\nheld: error rate at 4%\n');
    // The warning states how many pods may be missing, if any: the plan keeps 8 of 10 pods ready.
    const ready = { 3: 7, 4: 5, 5: 3, 6: 0 }[stage];
    if (ready === undefined) expect(message).not.toContain('Warning');
    else
      expect(message).toContain(
        `- Warning: as few as ${ready} of 10 pods may be ready on the way, while the plan keeps 8;`,
      );
  });

  it('abort to the floor with --keep-capacity, and continue with back', async () => {
    const folder = await atStage(CANARY, 6);
    expect(await subject(folder, 'abort', SHOP, '--keep-capacity')).toBe(
      'prod/shop: abort the release of v2: back to v2 on the way to 100% (stage 5 of 6)',
    );
    const subjects = [];
    while (!read(folder).includes('stage: 1')) subjects.push(await subject(folder, 'back', SHOP));
    expect(subjects).toHaveLength(4);
    expect(read(folder)).toContain('held: aborted at stage 6');
    // Once no pod runs it, it is removed.
    expect(await subject(folder, 'abort', SHOP)).toBe('prod/shop: end the release of v2');
    expect(read(folder)).toBe(CANARY);
  });

  it('abort a blue/green release after the switch without losing an endpoint', async () => {
    const folder = await atStage(BLUE_GREEN, 3);
    const message = await done(folder, 'abort', SHOP);
    expect(message).not.toContain('Warning');
    expect(read(folder)).toContain('stage: 2 # v2 (green) is tested at full size\nheld: aborted at stage 3\n');
  });

  it('hold a release that was taken back, so that no schedule advances it', async () => {
    const folder = await atStage(CANARY, 3);
    expect(await subject(folder, 'back', SHOP)).toBe('prod/shop: back to v2 at 10% (stage 2 of 6)');
    expect((await release(folder, 'next', '--all', 'releases')).exitCode).toBe(3);
    expect(await subject(folder, 'resume', SHOP)).toBe('prod/shop: resume the release of v2');
    expect(await subject(folder, 'next', SHOP)).toBe('prod/shop: v2 at 30% (stage 3 of 6)');
  });

  it('replace an aborted version by the next one', async () => {
    const folder = await atStage(CANARY, 3);
    await done(folder, 'abort', SHOP);
    await done(folder, 'start', SHOP, '--image', 'registry.example.com/shop:2.0.1', '--version', 'v2.0.1');
    expect(read(folder)).not.toContain('held');
    expect(await subject(folder, 'next', SHOP)).toBe('prod/shop: v2.0.1 at 10% (stage 2 of 6)');
  });
});

describe('release hold and resume', () => {
  it('name the reason, and the app that is held', async () => {
    const folder = await atStage(CANARY, 3);
    expect(await done(folder, 'hold', SHOP, '--reason', 'freeze until Monday')).toBe(
      `prod/shop: hold the release of v2: freeze until Monday

- v2 at 30% (stage 3 of 6)
- the release is held until you resume it
`,
    );
    expect(await release(folder, 'next', SHOP)).toEqual({
      exitCode: 3,
      stdout: '',
      stderr: 'note: prod/shop: the release is held (freeze until Monday); go on with: release resume\n',
    });
    await done(folder, 'resume', SHOP);
    expect(read(folder)).not.toContain('held');
  });
});

describe('the commands that change a release file', () => {
  it('write nothing with --dry-run', async () => {
    const folder = await atStage(CANARY, 2);
    const before = read(folder);
    const { exitCode, stdout, stderr } = await release(folder, 'next', SHOP, '--dry-run');
    expect([exitCode, stdout.split('\n')[0], stderr]).toEqual([
      0,
      'prod/shop: v2 at 30% (stage 3 of 6)',
      'note: --dry-run: nothing was written\n',
    ]);
    expect(read(folder)).toBe(before);
  });

  it('take no lock with --dry-run, so the folder may be read-only', async () => {
    const folder = await atStage(CANARY, 2);
    writeFileSync(join(folder, `${SHOP}.lock`), '');
    expect((await release(folder, 'next', SHOP, '--dry-run')).exitCode).toBe(0);
    expect((await release(folder, 'next', SHOP)).exitCode).toBe(2);
    expect((await release(folder, 'next', 'nowhere.yaml', '--dry-run')).stderr).toBe(
      'error: nowhere.yaml: there is no such file; correct the path\n',
    );
  });

  it('print JSON and paths for tools', async () => {
    const folder = await atStage(CANARY, 2);
    const { changed, message } = JSON.parse(await done(folder, 'next', SHOP, '--format', 'json')) as {
      message: string;
      changed: { file: string; app: string; environment: string; title: string; release: { stage: number } }[];
    };
    expect(message).toMatch(/^prod\/shop: v2 at 30% \(stage 3 of 6\)\n\n- /);
    expect(changed).toMatchObject([
      { file: SHOP, app: 'shop', environment: 'prod', title: 'v2 at 30% (stage 3 of 6)', release: { stage: 3 } },
    ]);
    expect(await done(folder, 'next', SHOP, '--format', 'files')).toBe(`${SHOP}\n`);
  });

  it('name file, line and column of each problem, and write none of the files', async () => {
    const folder = await atStage(CANARY, 2);
    const before = read(folder);
    write(folder, { 'releases/test/shop.yaml': 'strategy: canary\nreplica: 10\n' });
    const { exitCode, stdout, stderr } = await release(folder, 'next', SHOP, 'releases/test/shop.yaml');
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(/^error: releases\/test\/shop\.yaml:2:1: replica: .*did you mean replicas\?$/m);
    expect(read(folder)).toBe(before);
    expect(existsSync(join(folder, `${SHOP}.lock`))).toBe(false);
  });

  it('refuse impossible changes', async () => {
    const folder = await atStage(CANARY, 2);
    expect(await refusal(folder, 'next')).toBe(
      'error: files: expected release files, got none; pass some, or use --all <directory>\n',
    );
    expect(await refusal(folder, 'next', SHOP, '--all', 'releases')).toBe(
      'error: --all: expected either files or --all, got both; leave one of them out\n',
    );
    expect(await refusal(folder, 'next', SHOP, '--after', 'soon')).toContain(
      '--after: expected a duration such as 30m, 12h, 1d or 1h30m, got "soon"; correct it',
    );
    expect(await refusal(folder, 'start', SHOP)).toContain('--image: expected a value, got none; add --image <image>');
    expect(await refusal(folder, 'resume', SHOP)).toMatch(/^error: releases\/prod\/shop\.yaml: held: /);
    expect(await refusal(folder, 'next', 'releases/prod/none.yaml')).toBe(
      'error: releases/prod/none.yaml: there is no such file; correct the path\n',
    );
    expect(await refusal(folder, 'next', SHOP, '--after', '30m')).toMatch(
      /^error: --after: expected files in a git repository/,
    );
  });

  it("change no file if the message can't be printed", async () => {
    const folder = await atStage(CANARY, 2);
    const before = read(folder);
    const args = ['release', 'next', SHOP];
    const { exitCode, stderr } = await runInProcess(args, { cwd: folder, stdoutFailure: 'ENOSPC: no space left' });
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr:
        'error: output: expected all of it to be written, got ENOSPC: no space left; make room, or write elsewhere\n',
    });
    expect(read(folder)).toBe(before);
    expect(readdirSync(join(folder, 'releases/prod'))).toEqual(['shop.yaml']);
  });

  it('refuse a link, which could lead anywhere', async () => {
    const folder = workspace({ 'elsewhere.yaml': CANARY });
    symlinkSync('elsewhere.yaml', join(folder, 'shop.yaml'));
    expect((await release(folder, 'start', 'shop.yaml', '--image', 'shop:2')).stderr).toBe(
      'error: shop.yaml: expected a file, got a symbolic link; name the file that it leads to\n',
    );
    expect(read(folder, 'elsewhere.yaml')).toBe(CANARY);
  });

  it('let only one of two commands at once advance', async () => {
    const folder = await atStage(CANARY, 2);
    const runs = await Promise.all(Array.from({ length: 8 }, () => release(folder, 'next', SHOP)));
    const advanced = runs.filter(({ exitCode }) => exitCode === 0);
    // Later merges build on earlier ones, so no stage is entered twice.
    const titles = advanced.map(({ stdout }) => stdout.split('\n')[0]);
    expect(new Set(titles).size).toBe(titles.length);
    for (const { exitCode, stderr } of runs)
      if (exitCode !== 0) expect(stderr).toContain('another command is changing it');
  });
});

describe('release', () => {
  it('prints its help if no subcommand is given', async () => {
    const { exitCode, stdout, stderr } = await runInProcess(['release']);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain('Usage: cdk8s-rollouts release [options] [command]');
  });

  it('has the version of the app apart from that of the program', async () => {
    const folder = folderWith(CANARY);
    await done(folder, 'start', SHOP, '--image', 'shop:2', '--version', 'v7');
    expect(read(folder)).toContain('version: v7');
  });
});
