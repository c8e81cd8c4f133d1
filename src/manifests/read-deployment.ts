import type { RolloutStrategy } from '../model/deployment-change';
import type { Fields } from './fields';
import { labelSelector } from './label-selector';
import { readLiveStatus } from './live-status';
import { type RawObject, rawText } from './raw';
import { readSelector } from './read-selector';
import { readTemplate } from './read-template';
import type { DeploymentState, StateObject } from './state';

const PATCH = 'add the selector, or render it first if it is a patch, for example with kustomize build';

/** The default of Kubernetes (Kubernetes API, apps/v1). */
const DEFAULT_PROGRESS_DEADLINE_SECONDS = 600;

export function readDeployment(base: StateObject, fields: Fields): DeploymentState {
  const spec = fields.object('spec');
  const object = toObject(base, fields);
  // The API server requires a selector. An object without one is a patch that a tool merges into a complete manifest.
  if (fields.raw('apiVersion') === 'apps/v1' && !spec.has('selector')) {
    spec.problem('selector', 'a selector', PATCH, { patch: true });
  }
  const template = spec.once('template', () => readTemplate(spec, object));
  // Read only once, because each read of a field with a wrong type reports a problem.
  const strategy = spec.object('strategy');
  return {
    labels: template.labels,
    replicas: spec.count('replicas'),
    // Only old API versions used the labels of the pods as the default selector.
    selector: readSelector(spec) ?? labelSelector(template.labels),
    template,
    strategy: readStrategy(strategy),
    statesRollingUpdate: strategy.has('rollingUpdate'),
    paused: spec.flag('paused') ?? false,
    minReadySeconds: spec.count('minReadySeconds') ?? 0,
    progressDeadlineSeconds: spec.count('progressDeadlineSeconds') ?? DEFAULT_PROGRESS_DEADLINE_SECONDS,
    immutable: {},
    status: readLiveStatus(object),
    ours: rawText(fields.raw('metadata'), 'labels', 'app.kubernetes.io/managed-by') === 'cdk8s-rollouts',
    ...base,
  };
}

function readStrategy(strategy: Fields): RolloutStrategy {
  const type = strategy.text('type') ?? 'RollingUpdate';
  if (type !== 'RollingUpdate' && type !== 'Recreate') strategy.problem('type', 'RollingUpdate or Recreate', 'use one');
  const rolling = strategy.object('rollingUpdate');
  return {
    recreate: type === 'Recreate',
    maxSurge: rolling.intOrPercent('maxSurge'),
    maxUnavailable: rolling.intOrPercent('maxUnavailable'),
  };
}

function toObject({ kind }: StateObject, fields: Fields): RawObject {
  return { kind, metadata: fields.raw('metadata'), spec: fields.raw('spec'), status: fields.raw('status') };
}
