import { describe, expect, it } from 'vitest';
import { readRelease } from '../../src/release/read-release';
import type { Release } from '../../src/release/release';
import { abortRelease } from '../../src/release/transitions/abort-release';
import { advanceRelease } from '../../src/release/transitions/advance-release';
import { holdRelease, resumeRelease } from '../../src/release/transitions/hold-release';
import { startRelease } from '../../src/release/transitions/start-release';
import { writeRelease } from '../../src/release/write-release';

const FLOW = `# The shop, in production.
strategy: canary
replicas: 10    # Black Friday: 40
steps: [10,30,   50, 100]


current: { version: v1,  image: registry.example.com/shop:1.8.2 }  # what runs
`;

const BLOCK = `strategy: "blue-green"
replicas: 3

current:
    # renovate: image
    image: 'shop:1.8.2'
    color: blue   # worked out by the tools
# the end
`;

const JSON_FILE = `{
    "strategy": "blue-green",
    "replicas": 3,
    "current": { "version": "v1", "image": "shop:1.8.2", "color": "blue" }
}
`;

const PRETTY_JSON = JSON.stringify(JSON.parse(JSON_FILE), null, 2);

const start = (image: string, version?: string) => (release: Release) => startRelease(release, { image, version });
const hold = (reason?: string) => (release: Release) => holdRelease(release, reason);
const abort = (release: Release) => abortRelease(release);

/** Returns the text after each of some commands. */
function texts(text: string, ...commands: ((release: Release) => ReturnType<typeof advanceRelease>)[]): string[] {
  let current = text;
  return commands.map((command) => {
    const { value, problems } = command(readRelease(current, 'shop.yaml').value!);
    expect(problems).toBeUndefined();
    const written = writeRelease(current, 'shop.yaml', value!.release);
    expect(written.problems).toBeUndefined();
    current = written.value!;
    return current;
  });
}

describe('an edit of a release file', () => {
  it('keeps comments, spacing and blank lines, and writes the next version like the current one', () => {
    expect(texts(FLOW, start('registry.example.com/shop:2.0.0'), advanceRelease)).toEqual([
      `${FLOW}next: { version: 2.0.0, image: registry.example.com/shop:2.0.0 }\nstage: 1 # v1 serves everything\n`,
      `${FLOW}next: { version: 2.0.0, image: registry.example.com/shop:2.0.0 }\nstage: 2 # 2.0.0 at 10%\n`,
    ]);
  });

  it('writes in the existing quotes and indentation, below the parent field', () => {
    const [started, held, resumed] = texts(BLOCK, start('shop:2.0.0'), hold('looks odd: wait'), resumeRelease);
    expect(started).toBe(
      BLOCK.replace('# the end', 'next:\n    image: shop:2.0.0\nstage: 1 # 1.8.2 (blue) serves everything\n# the end'),
    );
    expect(held).toBe(started!.replace('everything\n', 'everything\nheld: "looks odd: wait"\n'));
    expect(resumed).toBe(started);
  });

  it('moves the next version into the place of the current one', () => {
    const all = [start('shop:2.0.0'), advanceRelease, advanceRelease, advanceRelease, advanceRelease];
    expect(texts(BLOCK, ...all).at(-1)).toBe(BLOCK.replace('1.8.2', '2.0.0').replace('color: blue ', 'color: green '));
    expect(texts(JSON_FILE, ...all).at(-1)).toBe(
      JSON_FILE.replace('"v1"', '"2.0.0"').replace('1.8.2', '2.0.0').replace('"blue"', '"green"'),
    );
  });

  it('keeps JSON as it is', () => {
    expect(texts(JSON_FILE, start('shop:2.0.0'))[0]).toBe(
      JSON_FILE.replace(
        'blue" }',
        'blue" },\n    "next": { "version": "2.0.0", "image": "shop:2.0.0" },\n    "stage": 1',
      ),
    );
    const [started, ended] = texts(PRETTY_JSON, start('shop:2.0.0', 'v2'), abort);
    const { current, ...rest } = JSON.parse(PRETTY_JSON) as Release;
    expect(started).toBe(
      JSON.stringify({ ...rest, current, next: { version: 'v2', image: 'shop:2.0.0' }, stage: 1 }, null, 2),
    );
    expect(ended).toBe(PRETTY_JSON);
  });

  it('keeps Windows line ends and a byte order mark', () => {
    const windows = `\ufeff${BLOCK.replaceAll('\n', '\r\n')}`;
    const [started, ended] = texts(windows, start('shop:2.0.0'), abort);
    expect(started).toBe(
      windows.replace(
        '# the end',
        'next:\r\n    image: shop:2.0.0\r\nstage: 1 # 1.8.2 (blue) serves everything\r\n# the end',
      ),
    );
    expect(ended).toBe(windows);
  });

  it('updates a comment that names the stage, and leaves any other', () => {
    const file = `${FLOW}next: { version: v2, image: "shop:2.0.0" }\nstage: 3        # v2 at 30%\n`;
    const other = file.replace('# v2 at 30%', '# ask Kim first');
    expect(texts(file, advanceRelease)[0]).toBe(
      file.replace('stage: 3        # v2 at 30%', 'stage: 4        # v2 at 50%'),
    );
    expect(texts(other, advanceRelease)[0]).toBe(other.replace('stage: 3', 'stage: 4'));
  });

  it('replaces a version that has no pods in its place', () => {
    const [, replaced] = texts(BLOCK, start('shop:2.0.0'), start('shop:2.0.1', 'hotfix'));
    expect(replaced).toBe(
      BLOCK.replace(
        '# the end',
        'next:\n    version: hotfix\n    image: shop:2.0.1\nstage: 1 # 1.8.2 (blue) serves everything\n# the end',
      ),
    );
  });

  it('writes only a file that reads back as intended, and reads only a sound one', () => {
    const { value: release } = readRelease(FLOW, 'shop.yaml');
    expect(writeRelease(FLOW, 'shop.yaml', { ...release!, steps: [50] }).problems).toEqual([
      {
        file: 'shop.yaml',
        line: 1,
        column: 1,
        message: "expected each field on its own line, got a file that can't be edited in place; edit it by hand",
      },
    ]);
    expect(writeRelease('', 'shop.yaml', release!).problems).toHaveLength(1);
  });
});
