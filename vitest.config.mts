import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: { 'cdk8s-rollouts': resolve(import.meta.dirname, 'src/index.ts') } },
  test: { include: ['test/**/*.test.ts'] },
});
