import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { workspace } from '../support/workspace';

/**
 * The most processor time of a run: far more than it needs, but too little for anything that grows without end.
 * Processor time does not depend on the load of the machine.
 */
const PROCESSOR_SECONDS = 60;
const MEBIBYTES = 512;
const LIMITED = `ulimit -t ${PROCESSOR_SECONDS}; exec "$@"`;

const main = join(inject('builtPackage'), 'lib/cli/main.js');

const HEAD = 'apiVersion: v1\nkind: Service\nmetadata: {name: web}\n';
const MANY = 100_000;
const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

/** A billion strings in a few lines, with each list ten times as long as the previous one. */
const laughs = ['a0: &a0 [lol]', ...times(9, (i) => `a${i + 1}: &a${i + 1} [${times(10, () => `*a${i}`).join(', ')}]`)];

const TOO_DEEP = 'expected at most 200 levels, got lists or maps that are nested too deeply; flatten them';

describe('in bounded time and memory', () => {
  it.each<[string, string, string]>([
    [
      'nine hundred merges of thirty thousand keys',
      `${HEAD}a: &a\n${times(30_000, (i) => `  k${i}: ${i}\n`).join('')}${times(900, (i) => `m${i}: {<<: *a}\n`).join('')}`,
      'web.yaml:1:1: merge keys (<<) expand to more than a manifest can hold; write them out',
    ],
    ['a million brackets', `${HEAD}x: ${'['.repeat(1_000_000)}`, `web.yaml:4:203: ${TOO_DEEP}`],
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
          return `${place}: expected one Kubernetes object per document, got a string; give apiVersion and kind`;
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

  it.each<[string, string]>([
    ['a billion laughs', `${HEAD}${laughs.join('\n')}\n`],
    [
      'a duplicate among a hundred thousand keys',
      `${HEAD}x:\n${times(MANY, (i) => `  k${i}: ${i}\n`).join('')}  k0: 0\n`,
    ],
    [
      'a billion laughs of merge keys',
      `${HEAD}m0: &m0 {a: 1}\n${times(25, (i) => `m${i + 1}: &m${i + 1} {<<: [*m${i}, *m${i}]}`).join('\n')}\n`,
    ],
    [
      'a billion laughs in a pod template',
      `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nx:\n${laughs.map((line) => `  ${line}`).join('\n')}\nspec:\n  selector: {matchLabels: {app: web}}\n  template: {metadata: {labels: {app: web}}, spec: {x: *a9}}\n`,
    ],
  ])('%s is read in proportion to its text', (_, text) => {
    const cwd = workspace({ 'web.yaml': text });
    const command = [process.execPath, `--max-old-space-size=${MEBIBYTES}`, main, 'show', 'web.yaml'];
    const { status } = spawnSync('sh', ['-c', LIMITED, 'sh', ...command], { cwd, encoding: 'utf8' });
    expect(status).toBe(0);
  });
});
