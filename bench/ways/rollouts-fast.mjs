export { FastApp as App } from '../../lib/index.js';
export { addApp } from './rollouts.mjs';
