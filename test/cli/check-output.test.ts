import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { v1, v2, WEB } from '../check/manifests';
import { runInProcess } from '../support/run-in-process';
import { workspace, write, yaml } from '../support/workspace';

let cwd: string;
const run = (...args: string[]) => runInProcess(['check', 'after.yaml', '--against', 'before.yaml', ...args], { cwd });
const read = (file: string) => readFileSync(join(cwd, file), 'utf8');

beforeEach(() => {
  cwd = workspace({ 'before.yaml': yaml(v1(5), v2(5), WEB), 'after.yaml': yaml(v1(0), v2(10), WEB) });
});

describe('check --output', () => {
  it('writes the output of --format, in several formats at once', async () => {
    const both = await run('--format', 'github', '--output', 'html=report.html', '--output', 'markdown=a=b.md');
    expect(both).toEqual(await run('--format', 'github'));
    expect(read('report.html')).toBe((await run('--format', 'html')).stdout);
    expect(read('a=b.md')).toBe((await run('--format', 'markdown')).stdout);
    expect(readdirSync(cwd).sort()).toEqual(['a=b.md', 'after.yaml', 'before.yaml', 'report.html']);
  });

  it('writes text without colors and in its full width, whatever the terminal', async () => {
    const args = ['check', 'after.yaml', '--against', 'before.yaml', '--output', 'text=report.txt'];
    await runInProcess(args, { cwd, isTerminal: true, columns: 40 });
    expect(read('report.txt')).toBe((await run()).stdout);
  });

  it('replaces a file, and follows a link', async () => {
    write(cwd, { 'old.json': 'x'.repeat(100_000) });
    symlinkSync('old.json', join(cwd, 'link.json'));
    await run('--output', 'json=link.json');
    expect(JSON.parse(read('old.json'))).toEqual(JSON.parse((await run('--format', 'json')).stdout));
  });

  it.each([
    ['json=nowhere/report.json', '--output: nowhere/report.json: there is no such directory; create it'],
    ['json=folder', "--output: folder: it can't be written (it is a directory); name another file"],
    ['json=after.yaml/x', '--output: after.yaml/x: a part of the path is a file, not a directory; correct the path'],
  ])('writes nothing at all for %s', async (output, problem) => {
    mkdirSync(join(cwd, 'folder'));
    expect(await run('--output', 'html=report.html', '--output', output)).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: `error: ${problem}\n`,
    });
    expect(existsSync(join(cwd, 'report.html'))).toBe(false);
    expect(readdirSync(cwd).sort()).toEqual(['after.yaml', 'before.yaml', 'folder']);
  });

  it.each(['html', 'html=', 'pdf=report.pdf', '=report.html'])('refuses %s', async (output) => {
    const { exitCode, stderr } = await run('--output', output);
    expect(exitCode).toBe(2);
    expect(stderr).toBe(
      `error: --output: expected a format (text, markdown, html, json, github, gitlab, sarif), an equals sign and a file, such as html=report.html, got "${output}"; correct it\n`,
    );
  });

  it('refuses two formats for one file', async () => {
    const { stderr } = await run('--output', 'html=report', '--output', 'json=report');
    expect(stderr).toContain('expected one format per file, got two for the same; name another file');
  });

  it('leaves no file if there is no result', async () => {
    write(cwd, { 'after.yaml': 'kind: [' });
    expect((await run('--output', 'html=report.html')).exitCode).toBe(2);
    expect(existsSync(join(cwd, 'report.html'))).toBe(false);
  });
});
