import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, inject, it } from 'vitest';
import type { GitObject } from '../../src/cli/input/git-objects';
import { describeWait } from '../../src/cli/release/describe-wait';
import { releaseKey } from '../../src/cli/release/release-key';
import { findStageEntries, type ObjectReader } from '../../src/cli/release/stage-entry';
import type { Release } from '../../src/release/release';
import type { ReleaseChange } from '../../src/release/release-change';
import { readRelease } from '../../src/release/read-release';
import { resolveRelease } from '../../src/release/resolve-release';
import { abortRelease } from '../../src/release/transitions/abort-release';
import { advanceRelease } from '../../src/release/transitions/advance-release';
import { backRelease } from '../../src/release/transitions/back-release';
import { holdRelease, resumeRelease } from '../../src/release/transitions/hold-release';
import { startRelease } from '../../src/release/transitions/start-release';
import { writeRelease } from '../../src/release/write-release';
import type { Result } from '../../src/validate/result';

/** The number of histories in each run of a property. */
const HISTORIES = 10;

const FILE = 'releases/prod/shop.yaml';
const AFTER = 30;

const FILES = {
  canary: `strategy: canary
replicas: 10
steps: [10, 30, 50, 100] # from the SLO
current: { version: v1, image: shop:1 }
`,
  blueGreen: `strategy: blue-green
replicas: 4
previewReplicas: 1
current: { version: v1, image: shop:1, color: blue }
`,
};

/** The branch of a repository with one file, which answers as git would. */
class Branch implements ObjectReader {
  readonly texts: string[] = [];
  readonly #times: number[] = [];
  readonly #blobs = new Map<string, string>();

  commit(text: string, time: number): void {
    this.#blobs.set(idOf(text), text);
    this.texts.push(text);
    this.#times.push(time);
  }

  get text(): string {
    return this.texts.at(-1)!;
  }

  read(name: string): Promise<GitObject | undefined> {
    const blob = this.#blobs.get(name);
    if (blob !== undefined) return Promise.resolve({ id: name, type: 'blob', content: Buffer.from(blob) });
    const [revision = '', folder] = name.replace('^{commit}', '').split(':');
    const place = revision === 'HEAD' ? this.texts.length - 1 : parseInt(revision, 16);
    const text = this.texts[place];
    if (text === undefined) return Promise.resolve(undefined);
    if (folder !== undefined) {
      const content = Buffer.concat([Buffer.from('100644 shop.yaml\0'), Buffer.from(idOf(text), 'hex')]);
      return Promise.resolve({ id: idOf(name), type: 'tree', content });
    }
    const parent = place === 0 ? '' : `parent ${(place - 1).toString(16)}\n`;
    const content = Buffer.from(`tree 0\n${parent}committer A <a@b> ${this.#times[place]} +0000\n\na commit\n`);
    return Promise.resolve({ id: place.toString(16), type: 'commit', content });
  }
}

const idOf = (text: string): string => createHash('sha1').update(text).digest('hex');

/** An event that may happen to a release file. */
type Event =
  | { readonly kind: 'schedule' | 'fail' | 'back' | 'hold' | 'resume' | 'revert' | 'comment' | 'start' }
  | { readonly kind: 'edit'; readonly stage: number };

const events = fc.array(
  fc.record({
    wait: fc.integer({ min: 0, max: 45 }),
    event: fc.oneof(
      { weight: 8, arbitrary: fc.constant<Event>({ kind: 'schedule' }) },
      { weight: 2, arbitrary: fc.constant<Event>({ kind: 'start' }) },
      {
        weight: 4,
        arbitrary: fc.constantFrom<Event>(
          ...(['fail', 'back', 'hold', 'resume', 'revert', 'comment'] as const).map((kind) => ({ kind })),
        ),
      },
      { weight: 1, arbitrary: fc.integer({ min: 1, max: 6 }).map((stage): Event => ({ kind: 'edit', stage })) },
    ),
  }),
  { minLength: 10, maxLength: 25 },
);

const parsed = new Map<string, Release>();

function parse(text: string): Release {
  const release = parsed.get(text) ?? readRelease(text, FILE).value!;
  parsed.set(text, release);
  return release;
}

/** Reports whether a schedule that runs now would advance the release, as `release next --after` decides. */
async function isDue(branch: Branch, now: number): Promise<boolean> {
  const release = parse(branch.text);
  if (release.next === undefined || (release.held ?? false) !== false) return false;
  const [entry] = await findStageEntries(branch, [{ path: FILE, key: releaseKey(release) }], now);
  if (entry === undefined) throw new Error('the file is committed');
  return describeWait({ entry, seconds: now - entry.seconds }, AFTER) === undefined;
}

/** Returns the text of the file after a command of a person, or `undefined` if it refuses. */
function changed(branch: Branch, event: Event, count: number): string | undefined {
  const release = parse(branch.text);
  const write = (result: Result<ReleaseChange>): string | undefined => {
    if (result.value === undefined) return undefined;
    const { value: text } = writeRelease(branch.text, FILE, result.value.release);
    if (text === undefined) throw new Error('what a command makes of a release can be written');
    return text;
  };
  switch (event.kind) {
    case 'start':
      return write(startRelease(release, { image: `shop:${count}`, version: `v${count}` }));
    case 'fail':
      return write(abortRelease(release));
    case 'back':
      return write(backRelease(release));
    case 'hold':
      return write(holdRelease(release, 'by a person'));
    case 'resume':
      return write(resumeRelease(release));
    case 'revert':
      return branch.texts.at(-2);
    case 'comment':
      return `# ${count}\n${branch.text}`;
    case 'edit': {
      if (release.next === undefined || event.stage > resolveRelease(release).value!.plan.stages.length)
        return undefined;
      return writeRelease(branch.text, FILE, { ...release, stage: event.stage }).value;
    }
    case 'schedule':
      return undefined;
  }
}

/** Walks a history, and returns how often the schedule advanced and finished. */
async function walk(
  file: string,
  history: { readonly wait: number; readonly event: Event }[],
): Promise<{ advanced: number; finished: number }> {
  const branch = new Branch();
  const seen = { advanced: 0, finished: 0 };
  let now = 1_000_000;
  branch.commit(file, now);
  // Computed independently of the tested code: the time when the release last changed.
  let [since, what] = [now, JSON.stringify(parse(file))];
  for (const [count, { wait, event }] of history.entries()) {
    now += wait;
    const before = parse(branch.text);
    let text = changed(branch, event, count + 2);
    if (event.kind === 'schedule' && (await isDue(branch, now))) {
      expect(before.held ?? false, 'a held release is not advanced').toBe(false);
      expect(now - since, 'no stage is left early').toBeGreaterThanOrEqual(AFTER);
      const { release, title } = advanceRelease(before).value!;
      const { stages } = resolveRelease(before).value!.plan;
      const stage = before.stage ?? 1;
      if (release.next === undefined) {
        expect(stage, 'only the last stage is followed by the end').toBe(stages.length);
        expect([release.current.version, release.current.image]).toEqual([before.next!.version, before.next!.image]);
        seen.finished += 1;
      } else {
        expect(release.stage, 'no stage is skipped').toBe(stage + 1);
        expect(title).toContain(`stage ${stage + 1} of ${stages.length}`);
        seen.advanced += 1;
      }
      text = writeRelease(branch.text, FILE, release).value;
    }
    if (text === undefined) continue;
    branch.commit(text, now);
    if (JSON.stringify(parse(text)) !== what) [since, what] = [now, JSON.stringify(parse(text))];
  }
  // Whatever happens, the file stays readable, and the user's own lines stay.
  expect(branch.text).toContain(file.split('\n').slice(0, 2).join('\n'));
  return seen;
}

describe('schedule, failure, revert and edits by hand in any order', () => {
  it.each(Object.entries(FILES))(
    'skip no stage and leave none early: %s',
    async (_, file) => {
      const seen = { advanced: 0, finished: 0 };
      await fc.assert(
        fc.asyncProperty(fc.array(events, { minLength: HISTORIES, maxLength: HISTORIES }), async (histories) => {
          for (const history of histories) {
            const { advanced, finished } = await walk(file, history);
            seen.advanced += advanced;
            seen.finished += finished;
          }
        }),
      );
      // The histories must contain enough events, or the test would prove nothing.
      expect(seen.advanced).toBeGreaterThan(5 * inject('runs'));
      expect(seen.finished).toBeGreaterThan(0);
    },
    600_000,
  );
});
