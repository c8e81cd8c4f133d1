import {
  Composer,
  isMap,
  isScalar,
  type Pair,
  Parser,
  type ParsedNode,
  Scalar as ScalarNode,
  type YAMLMap,
} from 'yaml';
import { formatScalar, type Scalar } from './format-scalar';

export type { Scalar } from './format-scalar';

/** The map of a field: the file itself, or one of its versions. */
export type MapPath = readonly [] | readonly ['current' | 'next'];

/** A field of a version, or of the release. */
type Value = Scalar | Readonly<Record<string, string>>;

type Field = Pair<ParsedNode, ParsedNode | null>;
type Fields = YAMLMap.Parsed;

/**
 * Returns the text with another value of a field. A new field follows the first existing one of some others, or comes
 * first.
 *
 * @param text YAML with a map at the path
 */
export function setField(text: string, path: MapPath, name: string, value: Value, after: readonly string[]): string {
  const map = mapAt(text, path);
  const field = find(map, name);
  if (field === undefined) return insertField(text, map, name, value, after);
  if (typeof value === 'object') return text;
  const [start, end] = valueRange(text, field);
  return splice(text, start, end, formatScalar(value, isJson(text), field.value));
}

/** Returns the text without a field. */
export function removeField(text: string, path: MapPath, name: string): string {
  const map = mapAt(text, path);
  const field = find(map, name);
  if (field === undefined) return text;
  const [start, end] = [startOf(field), valueRange(text, field)[1]];
  if (!isFlow(map)) return splice(text, lineStart(text, start), nextLine(text, end), '');
  const index = map.items.indexOf(field);
  if (index > 0) return splice(text, valueRange(text, map.items[index - 1]!)[1], end, '');
  const following = map.items[1];
  return splice(text, start, following === undefined ? end : startOf(following), '');
}

/** Returns the text with another comment behind a field, if the existing comment is the expected one. */
export function setComment(
  text: string,
  name: string,
  expected: string | undefined,
  comment: string | undefined,
): string {
  const field = find(mapAt(text, []), name);
  if (field === undefined || expected === undefined || comment === undefined) return text;
  const end = valueRange(text, field)[1];
  const [line = ''] = /^[^\r\n]*/.exec(text.slice(end)) ?? [];
  const [mark] = /^\s*#\s*/.exec(line) ?? [];
  if (mark === undefined) return text;
  const found = line.slice(mark.length).trimEnd();
  return found === expected ? splice(text, end + mark.length, end + mark.length + found.length, comment) : text;
}

/** Returns the text with a comment behind a field, if the field has a line of its own and nothing behind it. */
export function addComment(text: string, name: string, comment: string): string {
  const map = mapAt(text, []);
  const field = find(map, name);
  if (field === undefined || isFlow(map)) return text;
  const end = valueRange(text, field)[1];
  const isLast = text.slice(end, lineEnd(text, end)).trim() === '';
  return isLast ? splice(text, end, end, ` # ${comment}`) : text;
}

function insertField(text: string, map: Fields, name: string, value: Value, after: readonly string[]): string {
  const anchor = after.map((other) => find(map, other)).find((field) => field !== undefined);
  const sibling = anchor ?? map.items[0]!;
  const newLine = text.includes('\r\n') ? '\r\n' : '\n';
  const indent = indentOf(text, startOf(sibling));
  const written = formatField(text, map, name, value, newLine);
  if (!isFlow(map)) {
    const lines = written.split('\n').map((line) => `${indent ?? ''}${line}`.trimEnd());
    if (anchor === undefined)
      return splice(text, startOf(sibling), startOf(sibling), `${written}${newLine}${indent ?? ''}`);
    const end = lineEnd(text, valueRange(text, anchor)[1]);
    return splice(text, end, end, `${newLine}${lines.join(newLine)}`);
  }
  const gap = indent === undefined ? ' ' : `${newLine}${indent}`;
  if (anchor === undefined) return splice(text, startOf(sibling), startOf(sibling), `${written},${gap}`);
  const end = valueRange(text, anchor)[1];
  return splice(text, end, end, `,${gap}${written}`);
}

/** Returns a field as the lines of its map, without the indentation of the map. */
function formatField(text: string, map: Fields, name: string, value: Value, newLine: string): string {
  const json = isJson(text);
  const key = json ? JSON.stringify(name) : name;
  if (typeof value !== 'object') return `${key}: ${formatScalar(value, json)}`;
  const entries = Object.entries(value).map(([field, scalar]) => {
    return `${json ? JSON.stringify(field) : field}: ${formatScalar(scalar, json)}`;
  });
  // Use the style of the current version.
  const current = find(map, 'current')?.value;
  if (!isMap(current)) return `${key}: { ${entries.join(', ')} }`;
  const first = current.items[0]!;
  const indent = indentOf(text, startOf(first)) ?? '';
  if (!isFlow(current)) return [`${key}:`, ...entries.map((entry) => `${indent}${entry}`)].join('\n');
  if (indent !== '') {
    const close = indentOf(text, (current.range as number[])[1]! - 1) ?? '';
    return `${key}: {${newLine}${indent}${entries.join(`,${newLine}${indent}`)}${newLine}${close}}`;
  }
  const padding = /^\{(\s*)/.exec(text.slice(current.range[0]))?.[1] ?? '';
  return `${key}: {${padding}${entries.join(', ')}${padding}}`;
}

function mapAt(text: string, path: MapPath): Fields {
  const [document] = new Composer({ logLevel: 'silent', uniqueKeys: false }).compose(new Parser().parse(text));
  const root = document!.contents as Fields;
  return path[0] === undefined ? root : (find(root, path[0])!.value as Fields);
}

function find(map: Fields, name: string): Field | undefined {
  return map.items.find(({ key }) => isScalar(key) && key.value === name);
}

function startOf({ key }: Field): number {
  return key.range[0];
}

/** Returns the start and end of a field's value in the text, without a comment behind it. */
function valueRange(text: string, { key, value }: Field): [number, number] {
  if (value === null) return [key.range[1], key.range[1]];
  if (isMap(value) && !isFlow(value)) {
    const last = value.items.at(-1)!;
    return [value.range[0], valueRange(text, last)[1]];
  }
  const [start, end] = value.range;
  const isBlock =
    isScalar(value) && (value.type === ScalarNode.BLOCK_FOLDED || value.type === ScalarNode.BLOCK_LITERAL);
  return [start, isBlock ? start + text.slice(start, end).trimEnd().length : end];
}

function isFlow(map: Fields): boolean {
  return map.flow === true;
}

/** Reports whether the file is JSON: its fields are in braces and their names in quotes. */
function isJson(text: string): boolean {
  return /^\s*\{\s*("|\})/.test(text);
}

/** Returns the white space before a position, if there is nothing else before it in its line. */
function indentOf(text: string, offset: number): string | undefined {
  const before = text.slice(lineStart(text, offset), offset);
  return before.trim() === '' ? before : undefined;
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** Returns the end of a line, before its line break. */
function lineEnd(text: string, offset: number): number {
  return offset + (/^[^\r\n]*/.exec(text.slice(offset))?.[0].length ?? 0);
}

function nextLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end + 1;
}

function splice(text: string, start: number, end: number, written: string): string {
  return text.slice(0, start) + written + text.slice(end);
}
