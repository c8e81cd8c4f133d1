import type { DeploymentChange } from './deployment-change';
import { NONE, type Range, sameRange, sum } from './range';
import { type ShareBounds, shareBounds, shareHull, sharePercent } from './share';
import { type OrderedChange, Progress, progressAt, wavesOf } from './apply-order';

/** A Deployment from the point of view of a Service. */
export interface SelectedPods extends OrderedChange {
  /** The ID that distinguishes the Deployments of a Service. */
  readonly id: string;
  readonly change: DeploymentChange;
  /** The pod templates that the Service selected before. */
  readonly selectedBefore: string[];
  /** The pod templates that the Service selects afterwards. */
  readonly selectedAfter: string[];
}

/** A Service between two committed states. */
export interface ServiceInput {
  /** The Argo CD sync wave of the Service. @default 0 */
  readonly wave?: number;
  /** Whether the Service existed before. @default true */
  readonly existed?: boolean;
  /** All Deployments that the Service selects before or afterwards. */
  readonly pods: SelectedPods[];
}

/** One version's share of a Service, in percent of its ready endpoints. `undefined` if no endpoint is ready. */
export interface VersionShare {
  readonly id: string;
  readonly template: string;
  readonly before?: number;
  readonly lowest?: number;
  readonly highest?: number;
  readonly after?: number;
  /** The higher of the shares at rest, before and afterwards; with autoscalers, the highest at any load. */
  readonly highestAtRest: number;
  /** The fewest ready pods of the version from the first moment at which the new selector may be in force. */
  readonly readyOnceSelected: number;
}

/** The effects on the endpoints of a Service between two committed states. */
export interface ServiceChange {
  readonly before: Range;
  /** The fewest ready endpoints at any moment, the first and the last included. */
  readonly lowest: number;
  /** The most ready endpoints at any moment, the first and the last included. */
  readonly highest: number;
  readonly after: Range;
  /** The versions. A version is a pod template of a Deployment; a Deployment whose template changes has two. */
  readonly versions: VersionShare[];
}

/** The selector that picks the pods: the one before the change or the one after it. */
export type Selector = 'selectedBefore' | 'selectedAfter';

/** A period in which the same changes are under way, seen through one selector. */
export interface Moment {
  readonly selector: Selector;
  /** The wave under way. `undefined` before the first and after the last one. */
  readonly wave?: number;
  readonly at: (pods: SelectedPods) => Progress;
}

/**
 * Predicts the endpoints of a Service between two committed states. All changes of a sync wave happen in any order and
 * at any speed, and while the selector of the Service changes, either one may be in force. Without sync waves,
 * everything is in one wave.
 *
 * It assumes the same as `deploymentChange`.
 */
export function serviceChange(input: ServiceInput): ServiceChange {
  const { pods, existed = true } = input;
  const still = pods.every(isStill);
  const end = toView(pods, { selector: 'selectedAfter', at: () => Progress.AFTER });
  const start = still ? end : toView(pods, { selector: 'selectedBefore', at: () => Progress.BEFORE });
  const moments = still ? [] : momentsOnTheWay(input);
  // Before a Service exists, it has no clients that could fail.
  const views = [...(existed && !still ? [start] : []), ...moments.map((moment) => toView(pods, moment)), end];
  return {
    before: existed ? start.total : NONE,
    lowest: Math.min(...views.map((view) => view.total.low)),
    highest: Math.max(...views.map((view) => view.total.high)),
    after: end.total,
    versions: pods.flatMap((owner) =>
      versionsOf(owner).map((template) => {
        const before = existed ? steadyShare(owner, template, start) : undefined;
        const after = steadyShare(owner, template, end);
        const { lowest, highest } = shareHull(views.map((view) => viewShare(owner, template, view)));
        return {
          id: owner.id,
          template,
          before,
          lowest,
          highest,
          after,
          highestAtRest: Math.max(before ?? 0, after ?? 0),
          readyOnceSelected: Math.min(
            ...views
              .filter((view) => view.selector === 'selectedAfter')
              .map((view) => versionPods(owner, template, view).low),
          ),
        };
      }),
    ),
  };
}

/** Reports whether the pods of a Deployment and their selection stay, so that all moments are the same. */
function isStill({ change, selectedBefore, selectedAfter }: SelectedPods): boolean {
  const isSteady = ({ before, onTheWay, after }: Pick<DeploymentChange, 'before' | 'onTheWay' | 'after'>): boolean =>
    sameRange(before, onTheWay) && sameRange(onTheWay, after);
  return (
    isSteady(change) &&
    change.templates.every(isSteady) &&
    selectedBefore.every((template) => selectedAfter.includes(template)) &&
    selectedAfter.every((template) => selectedBefore.includes(template))
  );
}

/** Returns the moments at which something changes, in the order of the waves. */
export function momentsOnTheWay({ wave = 0, existed = true, pods }: ServiceInput): Moment[] {
  const service: OrderedChange = { wave, lingers: false };
  return wavesOf([service, ...pods]).flatMap((current) => {
    const progress = progressAt(service, current);
    const at = (selected: SelectedPods): Progress => progressAt(selected, current);
    const old: Moment[] =
      existed && progress !== Progress.AFTER ? [{ selector: 'selectedBefore', wave: current, at }] : [];
    const fresh: Moment[] = progress === Progress.BEFORE ? [] : [{ selector: 'selectedAfter', wave: current, at }];
    return [...old, ...fresh];
  });
}

/** The field of a change for each progress. */
export const FIELD_OF_PROGRESS = {
  [Progress.BEFORE]: 'before',
  [Progress.ON_THE_WAY]: 'onTheWay',
  [Progress.AFTER]: 'after',
} as const;

/**
 * A moment with all its ready endpoints, which are counted once so that a Service over many Deployments stays cheap.
 */
export interface View extends Moment {
  readonly total: Range;
}

/** Returns a moment with its endpoints. */
export function toView(pods: SelectedPods[], moment: Moment): View {
  const { selector, wave, at } = moment;
  return { selector, wave, at, total: sum(pods.map((owner) => endpointsOf(owner, moment))) };
}

/** Returns the ready pods of a Deployment that are endpoints at a moment. */
export function endpointsOf(owner: SelectedPods, { selector, at }: Moment): Range {
  const field = FIELD_OF_PROGRESS[at(owner)];
  const selected = owner.change.templates.filter(({ template }) => owner[selector].includes(template));
  // Old and new pods replace each other, so the bounds for both together are tighter than the sum of the bounds for
  // each.
  if (selected.length === owner.change.templates.length) return owner.change[field];
  return sum(selected.map((template) => template[field]));
}

function versionsOf({ change, selectedBefore, selectedAfter }: SelectedPods): string[] {
  return change.templates
    .map(({ template }) => template)
    .filter((template) => selectedBefore.includes(template) || selectedAfter.includes(template));
}

/** Returns the ready pods of one version that are endpoints at a moment. */
export function versionPods(owner: SelectedPods, template: string, { selector, at }: Moment): Range {
  if (!owner[selector].includes(template)) return NONE;
  const pods = owner.change.templates.find((change) => change.template === template);
  return pods === undefined ? NONE : pods[FIELD_OF_PROGRESS[at(owner)]];
}

/** Returns the endpoints of a moment that belong to other versions. */
export function otherPods(owner: SelectedPods, template: string, view: View): Range {
  const own = endpointsOf(owner, view);
  const otherDeployments = { low: view.total.low - own.low, high: view.total.high - own.high };
  const siblings = owner.change.templates.filter((change) => change.template !== template);
  return sum([otherDeployments, ...siblings.map((sibling) => versionPods(owner, sibling.template, view))]);
}

function viewShare(owner: SelectedPods, template: string, view: View): ShareBounds {
  return shareBounds(versionPods(owner, template, view), otherPods(owner, template, view));
}

/** Returns the share of a version at rest. Autoscalers count with their fewest pods. */
function steadyShare(owner: SelectedPods, template: string, view: View): number | undefined {
  const own = versionPods(owner, template, view).low;
  return sharePercent(own, own + otherPods(owner, template, view).low);
}
