import { existsSync } from 'node:fs';
import eslint from '@eslint/js';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** The folders of src/ in the order in which data flows: none imports from a later one. */
const layers = ['model', 'manifests', 'plan', 'check', 'picture', 'release', 'cli', 'release-app'];

const laterThan = (layer) => layers.slice(layers.indexOf(layer) + 1);

/** Forbids the imports of what is built on top, and of cdk8s where it is not needed. */
function noImports(files, { of: folders, cdk8s }) {
  const patterns = [];
  if (folders.length > 0) {
    const regex = `^\\.{1,2}/(\\.\\./)*(${folders.join('|')})/`;
    patterns.push({ regex, message: 'Data flows one way: this is built on top of the file that imports it.' });
  }
  if (!cdk8s) {
    const regex = '^(cdk8s(-plus-.*)?|constructs)(/|$)';
    patterns.push({
      regex,
      message: 'Only the constructs need cdk8s: maths, plan, checks and commands work without it.',
    });
  }
  return { files, rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] } };
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
  { ...noImports(['src/*.ts'], { of: layers, cdk8s: true }), ignores: ['src/index.ts'] },
  noImports(
    ['src/*split*.ts', 'src/closest-*.ts', 'src/fraction.ts', 'src/replicas-for-percent.ts', 'src/smallest-where.ts'],
    { of: layers, cdk8s: false },
  ),
  layers.map((layer) =>
    noImports([`src/${layer}/**/*.ts`], {
      of: laterThan(layer),
      cdk8s: layer === 'release-app',
    }),
  ),
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
    languageOptions: { globals: { console: 'readonly', process: 'readonly', URL: 'readonly' } },
  },
  { files: ['**/*.cjs'], languageOptions: { globals: { require: 'readonly' } } },
);
