import { Document, isScalar, Scalar as ScalarNode } from 'yaml';

/** A value of a field that is neither a list nor a map. */
export type Scalar = string | number | boolean;

/**
 * Returns a value as YAML, in the same quotes as the old one.
 *
 * @param json whether the file is JSON
 */
export function formatScalar(value: Scalar, json: boolean, old?: unknown): string {
  if (typeof value !== 'string') return String(value);
  const type = isScalar(old) ? old.type : undefined;
  if (json || type === ScalarNode.QUOTE_DOUBLE) return JSON.stringify(value);
  if (type === ScalarNode.QUOTE_SINGLE && !value.includes("'")) return `'${value}'`;
  return isPlain(value) ? value : JSON.stringify(value);
}

/** Reports whether a string needs no quotes, even within braces. */
function isPlain(text: string): boolean {
  if (/[,[\]{}]|: |:$| #/.test(text)) return false;
  return new Document(text).toString({ lineWidth: 0 }) === `${text}\n`;
}
