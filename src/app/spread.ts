import type { Problem } from '../validate/problem';
import { oneOf } from '../validate/checks';
import { Spreading } from './spreading';
import { options } from '../validate/shape';

/** The spreading of the pods of a version, among each other and from other versions. Only its own pods are counted. */
export interface SpreadOptions {
  /**
   * Over the nodes: no node has more than one pod more than another.
   *
   * @default - up to the cluster
   */
  readonly nodes?: Spreading;

  /**
   * Over the zones: no zone has more than one pod more than another.
   *
   * @default - up to the cluster
   */
  readonly zones?: Spreading;

  /**
   * Away from the nodes of the app's other versions, so that a version that uses up the memory of its node does not
   * affect the others. If it is required, the cluster needs nodes for both.
   *
   * @default - versions share nodes
   */
  readonly awayFromOtherVersions?: Spreading;
}

const SPREADING = oneOf(Spreading, 'Spreading');

export const SPREAD = options<SpreadOptions>(
  { nodes: SPREADING, zones: SPREADING, awayFromOtherVersions: SPREADING },
  [],
  'an object',
  'pass, for example, { nodes: Spreading.PREFERRED }',
);

/**
 * Reports pods that can't be told from those of other versions, because the selector of a running Deployment was
 * adopted.
 *
 * @param key the key of the label that distinguishes versions
 */
export function otherVersionsProblems(
  prop: string,
  key: string,
  spread: SpreadOptions | undefined,
  matchLabels: Readonly<Record<string, string>>,
): Problem[] {
  const received = spread?.awayFromOtherVersions;
  if (received === undefined || Object.hasOwn(matchLabels, key)) return [];
  const expected = `no value while ${prop}.matchLabels lack the label ${key}, which tells versions apart`;
  const fix = 'leave it out for this version, or set versionLabel to a label that its pods have';
  return [{ prop: `${prop}.spread.awayFromOtherVersions`, received, expected, fix }];
}
