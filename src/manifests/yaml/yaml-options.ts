import type { DocumentOptions, ParseOptions, ScalarTag, SchemaOptions, Tags } from 'yaml';

/** `0o7`, `0X1F`, `0B1`: numbers to kubectl, strings to the yaml package. */
const GO_INTEGER: ScalarTag = {
  tag: 'tag:yaml.org,2002:int',
  default: true,
  test: /^[-+]?0(?:[oO][0-7_]+|[xX][0-9a-fA-F_]+|[bB][01_]+)$/,
  resolve: (text) => {
    const sign = text.startsWith('-') ? -1 : 1;
    return sign * Number(text.replace(/^[-+]/, '').replaceAll('_', '').toLowerCase());
  },
};

/**
 * The YAML that kubectl reads (sigs.k8s.io/yaml, which is go-yaml 2): YAML 1.1, in which `yes`, `on` and `y` are true
 * and `010` is 8, plus Go's notation of integers (`0o7`), but without times: `1:30` and `2026-01-01` are strings. The
 * check judges the values that the cluster sees: an unquoted label `version: 010` is not a string there either.
 */
export const YAML_OPTIONS: ParseOptions & DocumentOptions & SchemaOptions = {
  version: '1.1',
  // This package formats the message and the position itself.
  prettyErrors: false,
  // buildValue finds duplicate keys.
  uniqueKeys: false,
  logLevel: 'error',
  customTags: (tags: Tags): Tags => [
    GO_INTEGER,
    ...tags.filter(
      (tag) => typeof tag === 'string' || (!('format' in tag && tag.format === 'TIME') && !isTimestamp(tag.tag)),
    ),
  ],
};

function isTimestamp(tag: string): boolean {
  return tag === 'tag:yaml.org,2002:timestamp';
}
