// Lets Node.js run the TypeScript of the examples, in which `cdk8s-rollouts` stands for src/, as in tsconfig.json. As a
// preload, it starts in half the time of `npx tsx`, works in every shell, and needs no build, which could be stale.
process.env.TSX_TSCONFIG_PATH ??= 'tsconfig.json';
await import('tsx');
