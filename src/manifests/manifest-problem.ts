import { escapeInvisible } from '../text/escape';
import type { ManifestProblem } from './manifest';

/** Returns the problem as one line that starts with its place: `dist/web.yaml:12:3: …`. */
export function describeManifestProblem({ file, line, column, message }: ManifestProblem): string {
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  return escapeInvisible(place === '' ? message : `${place}: ${message}`);
}
