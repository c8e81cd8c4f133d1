import type { Problem } from '../validate/problem';
import { Spreading, type SpreadOptions } from './spread';
import type { Track } from './track';
import type { AppOptions } from './app-options';
import { enumProblem, found, isObject, unknownOptionProblems } from '../validate/shape';
import { versionLabelKey } from './labels';

const SPREAD_OPTIONS: Record<keyof SpreadOptions, true> = { awayFromOtherVersions: true, nodes: true, zones: true };

/** Returns the problems of the spreading of pods. */
export function spreadProblems(prop: string, spread: unknown): Problem[] {
  if (spread === undefined) return [];
  if (!isObject(spread)) {
    return [{ prop, received: spread, expected: 'an object', fix: 'give such as { nodes: Spreading.PREFERRED }' }];
  }
  return [
    ...unknownOptionProblems(`${prop}.`, spread, SPREAD_OPTIONS),
    ...found(
      enumProblem(`${prop}.nodes`, spread.nodes, Spreading),
      enumProblem(`${prop}.zones`, spread.zones, Spreading),
      enumProblem(`${prop}.awayFromOtherVersions`, spread.awayFromOtherVersions, Spreading),
    ),
  ];
}

/**
 * Returns the problem of pods that can't be told from others, because the selector of a running Deployment was adopted
 * and lacks the version label.
 */
export function otherVersionsProblems(prop: string, app: AppOptions, { options, matchLabels }: Track): Problem[] {
  const key = versionLabelKey(app);
  if (options.spread?.awayFromOtherVersions === undefined || matchLabels[key] !== undefined) return [];
  const expected = `nothing while ${prop}.matchLabels lack the label ${key}, which tells versions apart`;
  const fix = 'leave it out for this version, or pin versionLabel to a label that its pods carry';
  const received = options.spread.awayFromOtherVersions;
  return [{ prop: `${prop}.spread.awayFromOtherVersions`, received, expected, fix }];
}
