// Runs TypeScript where it stands: `node --import ./scripts/register-tsx.mjs FILE`. The same as `tsx --tsconfig …`,
// but without its second process, and without the path to its shell script, which Windows does not have.
process.env.TSX_TSCONFIG_PATH ??= 'tsconfig.dev.json';
await import('tsx');
