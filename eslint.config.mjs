import { existsSync } from 'node:fs';
import eslint from '@eslint/js';
import { defineConfig } from 'eslint/config';
import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';

/** The rooms of src/ in the order in which data flows: no room imports from a later one. CONTRIBUTING.md shows the same. */
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

/** The rooms that make constructs. Maths, plans, checks and commands work without cdk8s. */
const roomsWithCdk8s = ['app', 'workload', 'blue-green', 'canary', 'release-app', 'fast-app'];

/** Forbids a room to import what is built on top of it, and cdk8s where the room works without. */
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
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: wanted }] },
  };
}

/** The site has dependencies of its own. Without them its types are unknown, so it is looked at once they are there. */
const siteFiles = existsSync(new URL('site/node_modules', import.meta.url)) ? [] : ['site/'];

export default defineConfig(
  {
    ignores: ['lib/', 'dist/', 'coverage/', 'test/.readme/', 'site/dist/', ...siteFiles],
  },
  eslint.configs.recommended,
  {
    files: ['**/*.ts', '**/*.mts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { project: 'tsconfig.dev.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      // Props of maps are written as jsii needs them: `{ [key: string]: string }`.
      '@typescript-eslint/consistent-indexed-object-style': 'off',
      // Counts and percentages are what our messages are made of.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // An index that was just checked is not seen by the compiler.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // The types say what a caller in TypeScript gives; the checks are for those in JavaScript and YAML.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['site/**/*.{ts,mts}'],
    languageOptions: { parserOptions: { project: 'site/tsconfig.json' } },
  },
  rooms.map(boundaryOf),
  {
    // The commands read what somebody else wrote: no regular expression may take longer than its text does (SECURITY.md).
    files: ['src/**/*.ts'],
    plugins: { regexp },
    rules: {
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential', ignoreSticky: false }],
    },
  },
  {
    files: ['test/**/*.test.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'Property[key.name="numRuns"]',
          message: 'The suite sets how often properties run: vitest.config.mts.',
        },
      ],
    },
  },
  {
    files: ['**/*.{mjs,cjs}'],
    languageOptions: {
      globals: {
        console: 'readonly',
        fetch: 'readonly',
        process: 'readonly',
        URL: 'readonly',
        URLSearchParams: 'readonly',
      },
    },
  },
  { files: ['**/*.cjs'], languageOptions: { globals: { require: 'readonly' } } },
);
