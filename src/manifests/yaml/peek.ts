/** The kind of a document, as far as its lines tell without building it. */
export interface PeekedObject {
  readonly apiVersion: string;
  readonly kind: string;
}

/** Characters that only some readers of YAML treat as the end of a line. */
const ODD_LINE_END = /[\u0085\u2028\u2029]|\r(?!\n)/;

const TOP_LINE = /^[^\s#][^\n]*$/gm;

const TOP_KEY = /^[A-Za-z][\w.-]*:(?=\s|$)/;

/** A plain value in one line, with or without quotes. */
const PLAIN_VALUE = /^ +(["']?)([\w./-]+)\1 *(?: #[^\n]*)?\r?$/;

/** Returns the API version of a document, if it has a plain one. It is that of `peekObject`, if this finds an object. */
export function peekApiVersion(text: string): string | undefined {
  return /^apiVersion: +["']?([\w./-]+)/m.exec(text)?.[1];
}

/**
 * Returns the kind of a document from its lines alone, or `undefined` if that takes building the document.
 *
 * Kubernetes objects are written with their keys at the start of a line. If all such lines are plain keys, and `kind`
 * and `apiVersion` appear once each, no reader of YAML can find another kind in the document.
 */
export function peekObject(text: string): PeekedObject | undefined {
  if (ODD_LINE_END.test(text)) return undefined;
  const values = new Map<string, string>();
  let first = true;
  for (const [line] of text.matchAll(TOP_LINE)) {
    if (/^---[ \t\r]*(?:#|$)/.test(line)) continue;
    // Content that is indented before the first key belongs to a level above it, which peeking doesn't understand.
    if (first && !isFirstContent(text, line)) return undefined;
    if (/^-(?:\s|$)/.test(line)) {
      if (first) return undefined;
      continue;
    }
    first = false;
    const key = TOP_KEY.exec(line)?.[0].slice(0, -1);
    if (key === undefined || values.has(key)) return undefined;
    const value = PLAIN_VALUE.exec(line.slice(key.length + 1))?.[2];
    values.set(key, value ?? '');
  }
  const [apiVersion, kind] = [values.get('apiVersion'), values.get('kind')];
  return apiVersion && kind ? { apiVersion, kind } : undefined;
}

/** Reports whether a line is the first one with content in a text. */
function isFirstContent(text: string, line: string): boolean {
  for (const [candidate] of text.matchAll(/^[^\n]+$/gm)) {
    if (/^\s*(?:#|$)/.test(candidate) || /^---[ \t\r]*(?:#|$)/.test(candidate)) continue;
    return candidate === line;
  }
  return false;
}

/** Returns the probable kind, namespace and name of an unreadable document, for messages and comparison. */
export function peekIdentity(text: string): { kind: string; namespace?: string; name: string } | undefined {
  const kind = /^kind: *["']?([A-Za-z]+)["']? *\r?$/m.exec(text)?.[1];
  const metadata = /^metadata: *\r?\n((?:(?:[ \t][^\n]*)?\n?){1,50})/m.exec(text)?.[1] ?? '';
  const name = /^ {1,4}name: *["']?([a-z0-9.-]{1,253})["']? *\r?$/m.exec(metadata)?.[1];
  const namespace = /^ {1,4}namespace: *["']?([a-z0-9-]{1,63})["']? *\r?$/m.exec(metadata)?.[1];
  return kind === undefined || name === undefined ? undefined : { kind, namespace, name };
}
