import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { workspace } from '../support/workspace';

/**
 * The most that a run may take: far more than it needs, but nothing that grows without end fits in. The seconds are those of
 * the processor, which pass for this process alone, however busy the machine is.
 */
const PROCESSOR_SECONDS = 60;
const MEBIBYTES = 512;
const LIMITED = `ulimit -t ${PROCESSOR_SECONDS}; exec "$@"`;

const main = join(inject('builtPackage'), 'lib/cli/main.js');

const HEAD = 'apiVersion: v1\nkind: Service\nmetadata: {name: web}\n';
const MANY = 100_000;
const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

/** A billion texts in a few lines: each list is ten times the one before. */
const laughs = ['a0: &a0 [lol]', ...times(9, (i) => `a${i + 1}: &a${i + 1} [${times(10, () => `*a${i}`).join(', ')}]`)];

const ALIASES = 'expected at most 1000 aliases, all of them resolvable; write it out';
const UNENDING = 'excessive alias count indicates a resource exhaustion attack';
const TOO_DEEP = 'expected at most 200 levels, got lists or maps too deep in each other; take them apart';

describe('in bounded time and memory', () => {
  it.each<[string, string, string]>([
    ['a billion laughs', `${HEAD}${laughs.join('\n')}\n`, `web.yaml:1:1: ${UNENDING}; ${ALIASES}`],
    [
      'a billion laughs of merge keys',
      `${HEAD}m0: &m0 {a: 1}\n${times(25, (i) => `m${i + 1}: &m${i + 1} {<<: [*m${i}, *m${i}]}`).join('\n')}\n`,
      `web.yaml:1:1: ${UNENDING}; ${ALIASES}`,
    ],
    ['a million brackets', `${HEAD}x: ${'['.repeat(1_000_000)}`, `web.yaml:4:203: ${TOO_DEEP}`],
    [
      'a duplicate among a hundred thousand keys',
      `${HEAD}x:\n${times(MANY, (i) => `  k${i}: ${i}\n`).join('')}  k0: 0\n`,
      `web.yaml:${MANY + 5}:3: map keys must be unique; fix the YAML`,
    ],
    [
      'a key of ten million characters',
      `${HEAD}${'k'.repeat(10_000_000)}: 1\n`,
      'web.yaml:4:1: the : indicator must be at most 1024 chars after the start of an implicit block mapping key; fix the YAML',
    ],
    [
      'a name of ten million characters',
      `apiVersion: v1\nkind: Service\nmetadata: {name: ${'a'.repeat(10_000_000)}}\n`,
      `web.yaml:3:12: Service: metadata.name: expected a DNS name of at most 253 characters (lower-case letters, digits, "-" and ".", with a letter or digit at both ends of each part), got "${'a'.repeat(79)}…; rename it`,
    ],
    [
      'a hundred thousand documents that are none',
      'x\n---\n'.repeat(MANY),
      [
        ...times(20, (i) => {
          const place = `web.yaml:${2 * i + 1}:1`;
          return `${place}: expected one Kubernetes object per document, got a text; give apiVersion and kind`;
        }),
        `${MANY - 20} more problems`,
      ].join('\nerror: '),
    ],
  ])('%s', (_, text, message) => {
    const cwd = workspace({ 'web.yaml': text });
    const command = [process.execPath, `--max-old-space-size=${MEBIBYTES}`, main, 'show', 'web.yaml'];
    const { status, stdout, stderr } = spawnSync('sh', ['-c', LIMITED, 'sh', ...command], { cwd, encoding: 'utf8' });
    expect({ status, stdout, stderr }).toEqual({ status: 2, stdout: '', stderr: `error: ${message}\n` });
    expect(readdirSync(cwd)).toEqual(['web.yaml']);
  });
});
