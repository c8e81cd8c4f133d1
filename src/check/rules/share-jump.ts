import { weightEvent } from '../weight-event';
import { backendField, routeShares, shareOf } from '../route-shares';
import type { CheckContext, Rule, RuleFinding } from '../rule';
import { isServing, type ServingTransition } from '../transition/service-transition';
import { Severity } from '../severity';
import { sameRange } from '../../model/range';
import { isOlder, versionName } from '../version-labels';
import { describeObject, enumerate, percent } from '../../text/words';

export const shareJump: Rule = {
  id: 'share-jump',
  severity: Severity.WARNING,
  title: "a canary's share of the traffic jumps further than allowed",
  why: 'A canary limits how many users a fault reaches. A share that grows in one leap, or overshoots during the change, removes that limit.',
  check: (context) => [...serviceFindings(context), ...routeFindings(context)],
};

function serviceFindings({ rollout, options }: CheckContext): RuleFinding[] {
  return [...rollout.services.values()].filter(isServing).flatMap((service) => {
    // A switch moves all traffic on purpose.
    if (service.switched || service.deployments.length < 2) return [];
    // The share of a DaemonSet is unknown if the number of its pods is.
    if (service.deployments.some(({ deployment }) => deployment.assumedNodes !== undefined)) return [];
    const tracks = toTracks(service);
    // A rolling update moves shares within its own bounds, and a Deployment that becomes a StatefulSet is not a new
    // version.
    const isRelease = service.deployments.some(
      ({ deployment }) => !sameRange(deployment.change.before, deployment.change.after),
    );
    if (!isRelease || isOneName(tracks)) return [];
    // Find the leaps first, because only few tracks have one, and comparing each with all others is slow.
    const leaps = tracks.flatMap((track) => {
      const finding = jump(service, track, options) ?? overshoot(service, track, options);
      return finding !== undefined && isCanary(track, tracks) ? { track, finding } : [];
    });
    return toFinding(leaps, service);
  });
}

/** Returns one finding for all versions of a Service that leap in the same change, about the one with the most traffic. */
function toFinding(leaps: { track: Track; finding: RuleFinding }[], service: ServingTransition): RuleFinding[] {
  const [first, ...others] = [...leaps].sort((a, b) => b.track.highest - a.track.highest);
  if (first === undefined) return [];
  const also = others.map(({ track }) => track.name);
  const more = also.length === 0 ? '' : `; ${enumerate(also)} ${also.length === 1 ? 'leaps' : 'leap'} as well`;
  return [
    {
      ...first.finding,
      message: `${first.finding.message}${more}`,
      // If all pods go at once, the share of the traffic means nothing.
      saidBy: [{ rule: 'no-ready-endpoints', object: service.after }],
    },
  ];
}

function isOneName(tracks: Track[]): boolean {
  return new Set(tracks.map(({ name }) => name)).size === 1;
}

/**
 * Reports jumps in the weights of routes. Moving all requests from one Service to another is a switch, and intended.
 */
function routeFindings({ before, after, rollout, options: { maxShareStep } }: CheckContext): RuleFinding[] {
  if (after.routes.size === 0) return [];
  const old = routeShares(before);
  return [...routeShares(after)].flatMap(([key, shares]) => {
    const known = old.get(key);
    if (known === undefined) return [];
    return shares.flatMap((share) => {
      const service = after.services.get(share.service);
      const was = shareOf(known, share.service);
      const gain = share.percent - was;
      const isSwitch = was === 0 && share.percent === 100;
      if (service === undefined || isSwitch || gain <= maxShareStep + ROUNDING) return [];
      // An abort gives the traffic back to the version that had most of it, and may do so as fast as it can.
      if (was >= 50) return [];
      return {
        object: share.route,
        message: `${describeObject(share.route)} sends ${percent(share.percent)} of ${share.match} to ${describeObject(service)} after ${percent(was)}: ${percent(gain)} of the traffic in one change, at most ${percent(maxShareStep)} is allowed`,
        fix: `insert a stage with ${service.name} at ${percent(was + maxShareStep)} or less, and check it before the next one`,
        field: backendField(share.route),
        sequence: weightEvent(rollout, share, was),
      };
    });
  });
}

/** A Deployment's share of the Service, old and new pods together. */
interface Track {
  /** The key of the Deployment. */
  readonly key: string;
  readonly name: string;
  readonly version: string;
  readonly before: number;
  readonly highest: number;
  readonly after: number;
  readonly highestAtRest: number;
  readonly templateChanged: boolean;
  readonly isNew: boolean;
}

function toTracks({ deployments, change }: ServingTransition): Track[] {
  const tracks = new Map<string, Track>();
  for (const { deployment } of deployments) {
    const state = deployment.after ?? deployment.before;
    const name = state?.name ?? deployment.key;
    const version = versionName(state?.labels ?? {}, name);
    const { templateChanged } = deployment;
    const isNew = deployment.before === undefined;
    tracks.set(deployment.key, {
      key: deployment.key,
      name,
      version,
      before: 0,
      highest: 0,
      after: 0,
      highestAtRest: 0,
      templateChanged,
      isNew,
    });
  }
  for (const { id, before = 0, highest = 0, after = 0, highestAtRest } of change.versions) {
    const track = tracks.get(id);
    if (track === undefined) continue;
    tracks.set(id, {
      ...track,
      before: track.before + before,
      highest: Math.min(100, track.highest + highest),
      after: track.after + after,
      highestAtRest: track.highestAtRest + highestAtRest,
    });
  }
  return [...tracks.values()];
}

/**
 * Reports whether a version that gains share is a canary. It is not if its name is older than one that loses share:
 * then the canary is taken back, which may go as fast as you like.
 */
function isCanary(track: Track, tracks: Track[]): boolean {
  if (track.after < track.before) return false;
  return tracks.every((other) => other === track || isOlder(track.version, other.version) !== true);
}

function jump(service: ServingTransition, track: Track, options: CheckContext['options']): RuleFinding | undefined {
  const { maxShareStep } = options;
  const gain = track.after - track.before;
  if (gain <= maxShareStep + ROUNDING) return undefined;
  const between = track.before + maxShareStep;
  return {
    object: service.after,
    message: `${describeObject(service.after)} sends ${percent(track.after)} to ${track.name} after ${percent(track.before)}: ${percent(gain)} of the traffic in one change, at most ${percent(maxShareStep)} is allowed`,
    fix: `insert a stage with ${track.name} at ${percent(between)} or less, and check it before the next one`,
    field: ['spec', 'selector'],
    sequence: { kind: 'highest-share', service, deployment: track.key },
  };
}

function overshoot(
  service: ServingTransition,
  track: Track,
  options: CheckContext['options'],
): RuleFinding | undefined {
  const steady = track.highestAtRest;
  // While the canary's own template rolls out, its surge belongs to the rolling update, not to a step of the canary.
  if (track.templateChanged || steady === 0 || track.highest <= steady + options.tolerance + ROUNDING) return undefined;
  const [before, after] = [percent(track.before), percent(track.after)];
  const place =
    before === after
      ? `on the way, although its share is ${after} before and after`
      : `on the way from ${before} to ${after}`;
  return {
    object: service.after,
    message: `${describeObject(service.after)} can send ${percent(track.highest)} to ${track.name} ${place}`,
    fix: `change the counts in two stages: the version that lowers the share of ${track.name} first`,
    field: ['spec', 'selector'],
    sequence: { kind: 'highest-share', service, deployment: track.key },
  };
}

/** The tolerance for rounding, because shares are quotients: 30% may be slightly more. */
const ROUNDING = 1e-9;
