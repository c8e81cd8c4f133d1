import eslint from '@eslint/js';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

export default defineConfig(
  { ignores: ['lib/', 'dist/', 'test/.readme/'] },
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
    },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: { globals: { console: 'readonly', process: 'readonly', URL: 'readonly' } },
  },
);
