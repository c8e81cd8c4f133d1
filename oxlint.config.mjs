import { existsSync } from 'node:fs';

/**
 * The rooms of src/, in the order in which data flows. No room imports from a later one. CONTRIBUTING.md shows the same
 * list.
 */
const rooms = [
  'text',
  'model',
  'validate',
  'split',
  'manifests',
  'plan',
  'check',
  'picture',
  'app',
  'release',
  'workload',
  'cli',
  'blue-green',
  'canary',
  'release-app',
  'synth-plugin',
  'fast-app',
];

/** The rooms with constructs. Maths, plans, checks and commands work without cdk8s. */
const roomsWithCdk8s = ['app', 'workload', 'blue-green', 'canary', 'release-app', 'fast-app'];

/** Returns the rule that a room imports no later room, and no cdk8s if it works without it. */
function boundaryOf(room) {
  const later = rooms.slice(rooms.indexOf(room) + 1);
  const patterns = [
    {
      regex: `^\\.{1,2}/(\\.\\./)*(${later.join('|')})/`,
      message: 'Imports never point back: this room is built on top of the one that imports it.',
    },
    { regex: '^(\\.\\./)+index$|^\\.\\./?$', message: 'Import the file itself, not the index of the package.' },
    {
      regex: '^(cdk8s(-plus-.*)?|constructs)(/|$)',
      message: 'Only the constructs need cdk8s. This room may use its types alone.',
      allowTypeImports: true,
    },
  ];
  const wanted = patterns.filter(
    (_, index) => (index > 0 || later.length > 0) && (index < 2 || !roomsWithCdk8s.includes(room)),
  );
  return {
    files: [`src/${room}/**/*.ts`],
    rules: { 'no-restricted-imports': ['error', { patterns: wanted }] },
  };
}

/** The rules for all files, in addition to the category "correctness". */
const plain = [
  'no-case-declarations',
  'no-empty',
  'no-fallthrough',
  'no-prototype-builtins',
  'no-regex-spaces',
  'no-unexpected-multiline',
  'no-useless-assignment',
  'preserve-caught-error',
];

/** The rules for TypeScript. */
const typed = [
  'no-array-constructor',
  'no-empty-function',
  'no-useless-constructor',
  'no-var',
  'prefer-const',
  'prefer-rest-params',
  'prefer-spread',
  ...[
    'adjacent-overload-signatures',
    'array-type',
    'ban-ts-comment',
    'ban-tslint-comment',
    'class-literal-property-style',
    'consistent-generic-constructors',
    'consistent-type-assertions',
    'consistent-type-definitions',
    'dot-notation',
    'no-confusing-non-null-assertion',
    'no-deprecated',
    'no-dynamic-delete',
    'no-empty-object-type',
    'no-explicit-any',
    'no-extraneous-class',
    'no-generated-empty-object-type',
    'no-inferrable-types',
    'no-invalid-void-type',
    'no-misused-promises',
    'no-mixed-enums',
    'no-namespace',
    'no-non-null-asserted-nullish-coalescing',
    'no-require-imports',
    'no-unnecessary-boolean-literal-compare',
    'no-unnecessary-template-expression',
    'no-unnecessary-type-arguments',
    'no-unnecessary-type-assertion',
    'no-unnecessary-type-constraint',
    'no-unnecessary-type-conversion',
    'no-unnecessary-type-parameters',
    'no-unsafe-argument',
    'no-unsafe-assignment',
    'no-unsafe-call',
    'no-unsafe-enum-comparison',
    'no-unsafe-function-type',
    'no-unsafe-member-access',
    'no-unsafe-return',
    'non-nullable-type-assertion-style',
    'only-throw-error',
    'prefer-find',
    'prefer-for-of',
    'prefer-function-type',
    'prefer-includes',
    'prefer-literal-enum-member',
    'prefer-nullish-coalescing',
    'prefer-optional-chain',
    'prefer-promise-reject-errors',
    'prefer-reduce-type-parameter',
    'prefer-regexp-exec',
    'prefer-return-this-type',
    'prefer-string-starts-ends-with',
    'related-getter-setter-pairs',
    'require-await',
    'return-await',
    'switch-exhaustiveness-check',
    'unified-signatures',
    'use-unknown-in-catch-callback-variable',
  ].map((rule) => `typescript/${rule}`),
];

const errors = (rules) => Object.fromEntries(rules.map((rule) => [rule, 'error']));
const off = (rules) => Object.fromEntries(rules.map((rule) => [`typescript/${rule}`, 'off']));

/**
 * The site has its own dependencies. Without them, its types are unknown, so it is linted only if they are installed.
 */
const siteFiles = existsSync(new URL('site/node_modules', import.meta.url)) ? [] : ['site/'];

export default {
  plugins: ['eslint', 'typescript'],
  categories: { correctness: 'error' },
  options: { typeAware: true },
  env: { es2024: true },
  ignorePatterns: ['lib/', 'dist/', 'test/.readme/', 'site/dist/', ...siteFiles],
  // Names are sorted by code unit, as `sort()` does.
  rules: { ...errors(plain), 'typescript/require-array-sort-compare': 'off' },
  overrides: [
    {
      files: ['**/*.ts', '**/*.mts'],
      rules: {
        ...errors(typed),
        // Our messages contain counts and percentages.
        'typescript/restrict-template-expressions': ['error', { allowNumber: true }],
        'typescript/restrict-plus-operands': [
          'error',
          {
            allowAny: false,
            allowBoolean: false,
            allowNullish: false,
            allowNumberAndString: false,
            allowRegExp: false,
          },
        ],
        'typescript/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
        'typescript/return-await': ['error', 'error-handling-correctness-only'],
        'no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      },
    },
    {
      // A separate project. Its packages are installed only when it is tested, so its types are unknown here.
      files: ['examples/release/**'],
      rules: off(['no-unsafe-argument', 'no-unsafe-assignment', 'no-unsafe-call']),
    },
    ...rooms.map(boundaryOf),
    {
      // The commands read input from others, so every regular expression must take linear time (SECURITY.md).
      files: ['src/**/*.ts'],
      jsPlugins: ['eslint-plugin-regexp'],
      rules: {
        'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
        'regexp/no-super-linear-move': ['error', { report: 'potential', ignoreSticky: false }],
      },
    },
    {
      files: ['**/*.{mjs,cjs}'],
      // The types of plain JavaScript are only guesses.
      rules: { 'no-undef': 'error', 'typescript/restrict-template-expressions': 'off' },
      globals: {
        console: 'readonly',
        fetch: 'readonly',
        process: 'readonly',
        URL: 'readonly',
        URLSearchParams: 'readonly',
      },
    },
    { files: ['**/*.cjs'], globals: { require: 'readonly' } },
  ],
};
