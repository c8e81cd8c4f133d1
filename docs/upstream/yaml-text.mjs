// Prototype: `node docs/upstream/yaml-text.mjs [objects]` writes the text of plain manifests as Yaml.stringify of cdk8s
// does, byte for byte, without a syntax tree. How a text is quoted is still decided by the yaml package, once for each text.
// Anything but what JSON can hold, texts of several lines and objects that stand in two places would be left to the package.
import { performance } from 'node:perf_hooks';
import { stringify } from 'yaml';
import { manifestsOf } from '../../bench/manifests.mjs';

const OPTIONS = { keepUndefined: true, lineWidth: 0, version: '1.1' };
const keys = new Map();
const values = new Map();

function mapping(object, indent) {
  return Object.keys(object)
    .map((key) => `${indent}${keyText(key)}:${valueAfterKey(object[key], indent)}`)
    .join('');
}

function sequence(list, indent) {
  return list.map((item) => `${indent}- ${valueAfterDash(item, `${indent}  `)}`).join('');
}

function valueAfterKey(value, indent) {
  if (typeof value !== 'object') return ` ${valueText(value)}\n`;
  const isList = Array.isArray(value);
  if (Object.keys(value).length === 0) return isList ? ' []\n' : ' {}\n';
  const inner = `${indent}  `;
  return `\n${isList ? sequence(value, inner) : mapping(value, inner)}`;
}

function valueAfterDash(value, indent) {
  if (typeof value !== 'object') return `${valueText(value)}\n`;
  return (Array.isArray(value) ? sequence(value, indent) : mapping(value, indent)).slice(indent.length);
}

function keyText(key) {
  return remembered(keys, key, () => stringify({ [key]: 1 }, OPTIONS).slice(0, -': 1\n'.length));
}

function valueText(value) {
  return remembered(values, value, () => stringify(value, OPTIONS).trimEnd());
}

function remembered(texts, key, make) {
  const text = texts.get(key) ?? make();
  texts.set(key, text);
  return text;
}

const count = Number(process.argv[2] ?? 3000);
const objects = Array.from({ length: count / 3 }, (_, index) => manifestsOf(`app-${index}`)).flat();
for (let round = 0; round < 3; round++) {
  const [theirs, before] = timed(() => objects.map((object) => stringify(object, OPTIONS)).join('---\n'));
  const [ours, after] = timed(() => objects.map((object) => mapping(object, '')).join('---\n'));
  console.log(`${objects.length} objects: ${before} ms, without a tree ${after} ms, same bytes: ${ours === theirs}`);
}

function timed(work) {
  const start = performance.now();
  const result = work();
  return [result, Math.round(performance.now() - start)];
}
