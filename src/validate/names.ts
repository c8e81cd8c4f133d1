import type { Problem } from './problem';

/** The longest name of a Deployment or Service, and the longest label value, that Kubernetes accepts. */
const MAX_LABEL_LENGTH = 63;
/** The longest name of an object, and the longest prefix of a label's key. */
const MAX_SUBDOMAIN_LENGTH = 253;
/** The longest name of a container port: RFC 6335 service names. */
const MAX_PORT_NAME_LENGTH = 15;

const DNS_LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const DNS_LABEL_FROM_LETTER = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const DNS_SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const LABEL_VALUE = /^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/;
/**
 * Text that cdk8s writes without quotes and kubectl reads as a number (`0o7`, `0X1F`), which Kubernetes would refuse.
 */
const READ_AS_NUMBER = /^[-+]?0[oOXB][0-9a-fA-F_]+$/;
const VERSION = /^[A-Za-z0-9]([-A-Za-z0-9_.+]*[A-Za-z0-9])?$/;

/** Returns the problem of a value that can't name a Deployment or a namespace. It must be a DNS label (RFC 1123). */
export function nameProblem(prop: string, name: unknown): Problem | undefined {
  if (isText(name, DNS_LABEL, MAX_LABEL_LENGTH)) return undefined;
  return {
    prop,
    received: name,
    expected: `a DNS label of at most ${MAX_LABEL_LENGTH} characters (lower-case letters, digits and "-", with a letter or digit at both ends)`,
    fix: tooLong(name, DNS_LABEL) ?? 'rename it',
  };
}

/**
 * Returns the problem of a value that can't name an object of most kinds. It must consist of DNS labels separated by
 * dots (RFC 1123).
 */
export function subdomainProblem(prop: string, name: unknown): Problem | undefined {
  if (isText(name, DNS_SUBDOMAIN, MAX_SUBDOMAIN_LENGTH)) return undefined;
  return {
    prop,
    received: name,
    expected: `a DNS name of at most ${MAX_SUBDOMAIN_LENGTH} characters (lower-case letters, digits, "-" and ".", with a letter or digit at both ends of each part)`,
    fix: 'rename it',
  };
}

/**
 * Returns the problem of a value that can't name a Service. It must be like the name of a Deployment, but begin with a
 * letter (RFC 1035).
 */
export function serviceNameProblem(prop: string, name: unknown): Problem | undefined {
  if (isText(name, DNS_LABEL_FROM_LETTER, MAX_LABEL_LENGTH)) return undefined;
  return {
    prop,
    received: name,
    expected: `a DNS label of at most ${MAX_LABEL_LENGTH} characters that begins with a letter (lower-case letters, digits and "-", with a letter or digit at the end)`,
    fix: tooLong(name, DNS_LABEL_FROM_LETTER) ?? 'rename it',
  };
}

/** Returns the problem of a version that can't become a Deployment name and a label value. */
export function versionProblem(prop: string, version: unknown): Problem | undefined {
  if (isText(version, VERSION, MAX_LABEL_LENGTH)) return undefined;
  return {
    prop,
    received: version,
    expected: `1 to ${MAX_LABEL_LENGTH} letters, digits, ".", "_", "+" and "-", with a letter or digit at both ends, that YAML does not read as a number`,
    fix: 'use a short version such as v2 or 2.0.1',
  };
}

/** Returns the problem of a value that can't name a port of both the Service and the container. */
export function portNameProblem(prop: string, name: unknown): Problem | undefined {
  if (isText(name, DNS_LABEL, MAX_PORT_NAME_LENGTH) && /[a-z]/.test(String(name)) && !String(name).includes('--')) {
    return undefined;
  }
  return {
    prop,
    received: name,
    expected: `1 to ${MAX_PORT_NAME_LENGTH} lower-case letters, digits and single "-", with at least one letter and no "-" at either end`,
    fix: 'use a short name such as http or metrics',
  };
}

/** Reports whether kubectl reads a number if cdk8s writes a string. */
export function readsAsNumber(text: string): boolean {
  return READ_AS_NUMBER.test(text);
}

/** Reports whether a string can be the value of a label. */
export function isLabelValue(value: string): boolean {
  return isText(value, LABEL_VALUE, MAX_LABEL_LENGTH);
}

/** Returns the problems of the keys and values of a map of labels. */
export function labelProblems(prop: string, labels: unknown): Problem[] {
  const problems = keyProblems(prop, labels, 'labels');
  for (const [key, value] of Object.entries(isMap(labels) ? labels : {})) {
    if (isText(value, LABEL_VALUE, MAX_LABEL_LENGTH)) continue;
    problems.push({
      prop: `${prop}["${key}"]`,
      received: value,
      expected: `text of at most ${MAX_LABEL_LENGTH} letters, digits, ".", "_" and "-", with a letter or digit at both ends, that YAML does not read as a number`,
      fix: 'use other text, or an annotation',
    });
  }
  return problems;
}

/** Returns the problems of the keys and values of a map of annotations. */
export function annotationProblems(prop: string, annotations: unknown): Problem[] {
  const problems = keyProblems(prop, annotations, 'annotations');
  for (const [key, value] of Object.entries(isMap(annotations) ? annotations : {})) {
    if (typeof value === 'string' && !READ_AS_NUMBER.test(value)) continue;
    const expected = 'text that YAML does not read as a number';
    problems.push({ prop: `${prop}["${key}"]`, received: value, expected, fix: 'use other text' });
  }
  return problems;
}

/**
 * Returns the problem of a value that can't be the key of a label or an annotation. It must be a name, after an
 * optional DNS prefix and `/`.
 */
export function keyProblem(prop: string, key: unknown): Problem | undefined {
  if (typeof key === 'string') {
    const slash = key.indexOf('/');
    const prefix = key.slice(0, Math.max(slash, 0));
    const name = key.slice(slash + 1);
    const prefixIsValid = slash < 0 || isText(prefix, DNS_SUBDOMAIN, MAX_SUBDOMAIN_LENGTH);
    if (prefixIsValid && name !== '' && isText(name, LABEL_VALUE, MAX_LABEL_LENGTH)) return undefined;
  }
  return {
    prop,
    received: key,
    expected: `a key such as app or example.com/app: at most ${MAX_LABEL_LENGTH} letters, digits, ".", "_" and "-" after an optional DNS prefix and "/"`,
    fix: 'rename the key',
  };
}

function keyProblems(prop: string, map: unknown, what: string): Problem[] {
  if (map === undefined) return [];
  if (!isMap(map)) {
    return [{ prop, received: map, expected: `a map of ${what}`, fix: `pass an object of text values` }];
  }
  return Object.keys(map)
    .map((key) => keyProblem(`${prop} key`, key))
    .filter((problem) => problem !== undefined);
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown, pattern: RegExp, maxLength: number): boolean {
  return typeof value === 'string' && value.length <= maxLength && pattern.test(value) && !READ_AS_NUMBER.test(value);
}

function tooLong(name: unknown, pattern: RegExp): string | undefined {
  if (typeof name !== 'string' || name.length <= MAX_LABEL_LENGTH || !pattern.test(name)) return undefined;
  return `shorten it by ${name.length - MAX_LABEL_LENGTH}`;
}
