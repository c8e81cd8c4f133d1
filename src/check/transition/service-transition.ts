import { type LabelSelector, matchesLabels, sameSelector, selectorKey } from '../../manifests/label-selector';
import type { DeploymentState, ManifestState, ServiceState } from '../../manifests/state';
import type { DeploymentChange } from '../../model/deployment-change';
import { type SelectedPods, type ServiceChange, serviceChange, type ServiceInput } from '../../model/service-change';
import { hull } from '../../model/range';
import { shareHull } from '../../model/share';
import { type DeploymentTransition, keyedStates } from './deployment-transition';

/** A Deployment with pods that a Service selects. */
export interface SelectedDeployment {
  readonly deployment: DeploymentTransition;
  /** Whether the Service selected its pods in the state before. */
  readonly before: boolean;
  /** Whether the Service selects its pods in the new state. */
  readonly after: boolean;
  /** The fewest ready pods of its new template from the first moment at which the new selector may be in force. */
  readonly readyOnceSelected: number;
}

/** A Service from one state to the next. It is in at least one of them. */
export interface ServiceTransition {
  readonly key: string;
  readonly before?: ServiceState;
  readonly after?: ServiceState;
  /** The Deployments whose pods it selects, one for each of `input.pods`, in the same order. */
  readonly deployments: SelectedDeployment[];
  /** The change of its endpoints, assuming that pods of paused Deployments run. */
  readonly change: ServiceChange;
  /** The change of its endpoints in the worst case, in which paused Deployments never started any pods. */
  readonly atWorst: ServiceChange;
  /** The Deployments and the selectors behind the prediction, for further questions. */
  readonly input: ServiceInput;
  /** The inputs at the lowest and at the highest load, if autoscalers set the count; otherwise empty. */
  readonly inputsByLoad: ServiceInput[];
  /** Whether it is in both states with different selectors. */
  readonly switched: boolean;
  /** Whether it also selects pods of other kinds of objects that stay, and whose number is unknown. */
  readonly otherPods: boolean;
  /** Whether it selects the pods of so many Deployments that there is no prediction for it. */
  readonly tooMany: boolean;
  /**
   * Whether it selects pods of another controller, such as an Argo Rollout, in both states: these may serve throughout.
   */
  readonly otherController: boolean;
}

/** A Service with users in both states, with at least some known endpoints. */
export interface ServingTransition extends ServiceTransition {
  readonly before: ServiceState;
  readonly after: ServiceState;
}

/**
 * Reports whether a Service had users before and has users now. A Service for tests has none, and a new one had none.
 * Pods of a Job, bare pods, and pods of another controller that this change adds don't hide the known ones.
 */
export function isServing(service: ServiceTransition): service is ServingTransition {
  const { before, after, change, otherController } = service;
  if (before?.selector === undefined || after?.selector === undefined) return false;
  return after.servesUsers && !otherController && change.before.low > 0;
}

/** A Deployment that a Service is switched to. */
export interface SwitchTarget extends SelectedDeployment {
  readonly deployment: DeploymentTransition & { readonly after: DeploymentState };
}

/** Returns the Deployments that a Service selects only since the change of its selector. */
export function switchTargets({ switched, deployments }: ServiceTransition): SwitchTarget[] {
  return switched ? deployments.filter(isTarget) : [];
}

function isTarget(selected: SelectedDeployment): selected is SwitchTarget {
  return selected.after && !selected.before && selected.deployment.after !== undefined;
}

/** The most Deployments that one Service may select to get a prediction. A selector that matches more is a mistake. */
export const MAX_DEPLOYMENTS = 300;

export function toServiceTransitions(
  before: ManifestState,
  after: ManifestState,
  deployments: ReadonlyMap<string, DeploymentTransition>,
  syncWaves: boolean,
): Map<string, ServiceTransition> {
  const keys = new Set([...after.services.keys(), ...before.services.keys()]);
  const states = [after, before];
  // Services with the same selector have the same pods. Predict them once, because there may be thousands.
  const shared = new Map<string, ServiceTransition>();
  const toTransition = (key: string): ServiceTransition => {
    const [old, fresh] = [before.services.get(key), after.services.get(key)];
    const alike = JSON.stringify(
      [old, fresh].map((state) => state && [state.namespace, state.wave, selectorKeyOf(state)]),
    );
    const known = shared.get(alike);
    if (known !== undefined) return { ...known, key, before: old, after: fresh };
    const transition = predict(key, old, fresh);
    shared.set(alike, transition);
    return transition;
  };
  const predict = (key: string, old: ServiceState | undefined, fresh: ServiceState | undefined): ServiceTransition => {
    const namespace = (fresh ?? old)?.namespace ?? '';
    const switched =
      old?.selector !== undefined && fresh?.selector !== undefined && !sameSelector(old.selector, fresh.selector);
    const stated = [old?.selector, fresh?.selector].filter((selector) => selector !== undefined);
    const selectors = switched ? stated : stated.slice(0, 1);
    const selects = <T>(select: (state: ManifestState, selector: LabelSelector) => T[]): T[] =>
      states.flatMap((state) => selectors.flatMap((selector) => select(state, selector)));
    const found = selects((state, selector) => state.deploymentsByLabel.select(namespace, selector));
    const keys = [...new Set(found.map((deployment) => deployment.key))];
    const tooMany = keys.length > MAX_DEPLOYMENTS;
    const pods = (tooMany ? [] : keys)
      .flatMap((deployment) => deployments.get(deployment) ?? [])
      .map((deployment) => toSelectedPods(deployment, old?.selector, fresh?.selector))
      .filter(({ selectedBefore, selectedAfter }) => selectedBefore.length + selectedAfter.length > 0);
    const wave = syncWaves ? (fresh ?? old)?.wave : 0;
    const input = { wave, existed: old !== undefined, pods };
    const inputsByLoad = toInputsByLoad(input, deployments);
    const change = toServiceChange(input, inputsByLoad);
    const ready = new Map(
      change.versions.map((share) => [versionKey(share.id, share.template), share.readyOnceSelected]),
    );
    return {
      key,
      before: old,
      after: fresh,
      deployments: pods.map((selected) => toSelectedDeployment(selected, deployments, ready)),
      change,
      atWorst: toWorstChange(change, input, deployments),
      input,
      inputsByLoad,
      switched,
      otherController: hasController(before, old) && hasController(after, fresh),
      tooMany,
      otherPods:
        tooMany || selects((state, selector) => state.workloadsByLabel.select(namespace, selector)).some(stays),
    };
  };
  return new Map([...keys].map((key) => [key, toTransition(key)]));
}

function toInputsByLoad(input: ServiceInput, deployments: ReadonlyMap<string, DeploymentTransition>): ServiceInput[] {
  const transitions = input.pods.flatMap(({ id }) => deployments.get(id) ?? []);
  // A count that the manifest no longer states can change by itself.
  if (!transitions.some(({ autoscaled }) => autoscaled) || transitions.some(({ replicasLost }) => replicasLost)) {
    return [];
  }
  return [0, 1].map((load) => withChanges(input, deployments, ({ changesByLoad }) => changesByLoad[load]));
}

/**
 * Predicts the endpoints of a Service. The shares at the lowest and at the highest load are those of autoscalers that
 * move together and not against each other.
 */
function toServiceChange(input: ServiceInput, inputsByLoad: ServiceInput[]): ServiceChange {
  const change = serviceChange(input);
  if (inputsByLoad.length === 0) return change;
  const byLoad = inputsByLoad.map(serviceChange);
  const versions = change.versions.map((version, index) => ({
    ...version,
    ...shareHull(byLoad.map(({ versions: shares }) => shares[index] ?? {})),
    highestAtRest: Math.max(...byLoad.map(({ versions: shares }) => shares[index]?.highestAtRest ?? 0)),
  }));
  return { ...change, versions };
}

/** Predicts the worst case if the pods of a paused Deployment may or may not run. */
function toWorstChange(
  change: ServiceChange,
  input: ServiceInput,
  deployments: ReadonlyMap<string, DeploymentTransition>,
): ServiceChange {
  if (!input.pods.some(({ id }) => deployments.get(id)?.before?.paused)) return change;
  const worst = serviceChange(withChanges(input, deployments, ({ atWorst }) => atWorst));
  return {
    before: hull(change.before, worst.before),
    lowest: Math.min(change.lowest, worst.lowest),
    highest: Math.max(change.highest, worst.highest),
    after: hull(change.after, worst.after),
    versions: change.versions.map((version, index) => {
      const other = worst.versions[index] ?? version;
      return {
        ...version,
        ...shareHull([version, other]),
        highestAtRest: Math.max(version.highestAtRest, other.highestAtRest),
        readyOnceSelected: Math.min(version.readyOnceSelected, other.readyOnceSelected),
      };
    }),
  };
}

function withChanges(
  input: ServiceInput,
  deployments: ReadonlyMap<string, DeploymentTransition>,
  pick: (deployment: DeploymentTransition) => DeploymentChange | undefined,
): ServiceInput {
  const pods = input.pods.map((selected) => {
    const deployment = deployments.get(selected.id);
    return { ...selected, change: (deployment && pick(deployment)) ?? selected.change };
  });
  return { ...input, pods };
}

/** Kinds whose pods end, or whose pods no controller replaces, so that no one relies on a Service over these. */
const PASSING_KINDS = new Set(['Job', 'CronJob', 'Pod']);

/** Reports whether the pods of an object are permanent. */
export function stays({ kind }: { readonly kind: string }): boolean {
  return !PASSING_KINDS.has(kind);
}

function hasController(state: ManifestState, service: ServiceState | undefined): boolean {
  if (service?.selector === undefined) return false;
  return state.workloadsByLabel.select(service.namespace, service.selector).some(stays);
}

function selectorKeyOf({ selector }: ServiceState): string {
  return selector === undefined ? '' : selectorKey(selector);
}

function toSelectedPods(
  deployment: DeploymentTransition,
  selectorBefore: LabelSelector | undefined,
  selectorAfter: LabelSelector | undefined,
): SelectedPods {
  const { key: id, change, wave, lingers } = deployment;
  const states = keyedStates(deployment);
  const selected = (selector: LabelSelector | undefined): string[] => {
    if (selector === undefined) return [];
    const matching = states.filter(({ state }) => matchesLabels(selector, state.template.labels));
    return [...new Set(matching.map(({ key }) => key))];
  };
  return {
    id,
    change,
    wave,
    lingers,
    selectedBefore: selected(selectorBefore),
    selectedAfter: selected(selectorAfter),
  };
}

function toSelectedDeployment(
  { id, selectedBefore, selectedAfter }: SelectedPods,
  deployments: ReadonlyMap<string, DeploymentTransition>,
  ready: ReadonlyMap<string, number>,
): SelectedDeployment {
  const deployment = deployments.get(id)!;
  const { before, after, templateKeys } = deployment;
  return {
    deployment,
    before: before !== undefined && selectedBefore.includes(templateKeys.before),
    after: after !== undefined && selectedAfter.includes(templateKeys.after),
    readyOnceSelected: (after && ready.get(versionKey(id, templateKeys.after))) ?? 0,
  };
}

function versionKey(id: string, template: string): string {
  return `${id} ${template}`;
}
