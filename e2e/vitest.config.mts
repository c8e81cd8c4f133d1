import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

const root = resolve(import.meta.dirname, '..');

export default defineConfig(({ mode }) => ({
  resolve: { alias: { 'cdk8s-rollouts': resolve(root, 'src/index.ts') } },
  test: {
    root,
    include: ['e2e/**/*.e2e.ts'],
    globalSetup: ['e2e/global-setup.ts'],
    // `npm run e2e -- --mode write`
    provide: { writeFigures: mode === 'write' },
    // A control plane on a laptop has enough to do with one file.
    fileParallelism: false,
    maxConcurrency: 4,
    testTimeout: 900_000,
    hookTimeout: 60_000,
  },
}));
