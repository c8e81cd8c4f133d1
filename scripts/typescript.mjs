// Lets Node.js run the TypeScript of the examples, with `cdk8s-rollouts` standing for src/ as tsconfig.json says.
// As a preload it starts in half the time of `npx tsx`, works in every shell, and needs no build that could be stale.
process.env.TSX_TSCONFIG_PATH ??= 'tsconfig.json';
await import('tsx');
