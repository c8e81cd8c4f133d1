import type { NamespaceOptions } from '../../check/check-namespaces';
import type { ConfiguredAllowance } from '../../check/configured-allowances';
import { RULE_IDS } from '../../check/rules';
import { severitiesCheck } from '../../check/severities-check';
import { docsUrl } from '../../text/docs-url';
import type { Problem } from '../../validate/problem';
import { isNumberTo100 } from '../../validate/checks';
import { boundTo100Percent } from '../../validate/pod-bounds';
import { type Check, isObject, kind } from '../../validate/shape';
import { unknownFieldProblems } from '../../validate/unknown-fields';
import { isPattern } from '../input/pattern';
import { FAIL_ON_WORDS, toFailOn } from '../fail-on';

/** The settings of `check` that a repository keeps in a file. Flags on the command line take precedence over them. */
export interface CheckConfig extends NamespaceOptions {
  /** The manifests to check, relative to the file. */
  readonly paths?: string[];
  /** Patterns of files and folders to leave out. */
  readonly exclude?: string[];
  /** The conditions that fail the check, as in `--fail-on`. */
  readonly failOn?: string;
  /** Whether Argo CD applies the manifests in sync waves. */
  readonly syncWaves?: boolean;
  /** Findings that are intended. */
  readonly allow?: ConfiguredAllowance[];
  /** Other bounds and severities for single namespaces. */
  readonly namespaces?: Readonly<Record<string, NamespaceOptions>>;
}

const SHARED: Readonly<Record<keyof NamespaceOptions, Check>> = {
  maxUnavailable: boundTo100Percent(),
  maxShareStep: kind('a number of points from 0 to 100', 'write a number such as 30', isNumberTo100),
  tolerance: kind('a number of points from 0 to 100', 'write a number such as 5', isNumberTo100),
  severities: severitiesCheck(RULE_IDS),
};

const FIELDS: Readonly<Record<keyof CheckConfig, Check>> = {
  ...SHARED,
  paths: kind('a list of paths', 'write each after a dash', (value) => Array.isArray(value) && value.every(isText)),
  exclude: kind(
    'a list of patterns of paths in the folders that are checked',
    'write, for example, charts/** after a dash',
    (value) => Array.isArray(value) && value.every(isPattern),
  ),
  failOn: kind(FAIL_ON_WORDS, 'use these words', (value) => isText(value) && toFailOn(value) !== undefined),
  syncWaves: kind('true or false', 'write one of them', (value) => typeof value === 'boolean'),
  allow: allowanceListProblems,
  namespaces: namespaceProblems,
};

const ALLOWANCE: Readonly<Record<keyof ConfiguredAllowance, Check>> = {
  rule: kind('the id of a rule', `${docsUrl('docs/rules.md')} lists the ids`, (value) =>
    RULE_IDS.includes(value as string),
  ),
  resource: kind('a kind and a name', 'write, for example, Service shop/web or Service shop/*', isResource),
  reason: kind('a reason', 'state why the finding is intended', isText),
  until: kind('a day', 'write the last day as 2027-03-31', isDay),
};

/** Returns the problems of the settings, with the fields as their props. */
export function checkConfigProblems(config: unknown): Problem[] {
  if (!isObject(config)) {
    return [{ prop: 'configuration', received: config, expected: 'a map', fix: 'write, for example, failOn: warning' }];
  }
  return fieldProblems('', config, FIELDS);
}

function fieldProblems(prefix: string, values: object, fields: Readonly<Record<string, Check>>): Problem[] {
  return Object.entries(values).flatMap(([field, value]: [string, unknown]) => {
    const check = Object.hasOwn(fields, field) ? fields[field] : undefined;
    if (check !== undefined) return check(`${prefix}${field}`, value);
    return unknownFieldProblems(prefix, { [field]: value }, Object.keys(fields), 'field');
  });
}

function allowanceListProblems(prop: string, allowances: unknown): Problem[] {
  if (!Array.isArray(allowances)) {
    return [{ prop, received: allowances, expected: 'a list', fix: 'write each allowance after a dash' }];
  }
  return allowances.flatMap((allowance: unknown, index) => {
    const entry = `${prop}[${index}]`;
    if (!isObject(allowance)) {
      const fix = 'write rule, resource, reason and until';
      return [{ prop: entry, received: allowance, expected: 'a map', fix }];
    }
    const missing = Object.keys(ALLOWANCE).filter((field) => allowance[field] === undefined);
    const given = { ...Object.fromEntries(missing.map((field) => [field, undefined])), ...allowance };
    return fieldProblems(`${entry}.`, given, ALLOWANCE);
  });
}

function namespaceProblems(prop: string, namespaces: unknown): Problem[] {
  if (!isObject(namespaces)) {
    return [{ prop, received: namespaces, expected: 'a map of namespaces', fix: 'write, for example, staging: { … }' }];
  }
  return Object.entries(namespaces).flatMap(([name, options]) => {
    if (isObject(options)) return fieldProblems(`${prop}.${name}.`, options, SHARED);
    return [
      { prop: `${prop}.${name}`, received: options, expected: 'a map', fix: 'write, for example, maxUnavailable: 1' },
    ];
  });
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isResource(value: unknown): boolean {
  return isText(value) && /^[A-Za-z]+ \S+$/.test(value);
}

function isDay(value: unknown): boolean {
  if (!isText(value) || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const time = Date.parse(`${value}T00:00:00Z`);
  // Date.parse reads February 30 as March 2.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}
