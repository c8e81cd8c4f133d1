import type { Fields } from './fields';
import { fingerprint } from './fingerprint';
import { rawObject } from './raw';
import { readDeployment } from './read-deployment';
import type { DeploymentState, StateObject } from './state';

/** The fields of a StatefulSet that the API server never changes (kubernetes/pkg/apis/apps/validation, `ValidateStatefulSetUpdate`). */
const IMMUTABLE = ['serviceName', 'podManagementPolicy', 'volumeClaimTemplates'];

/**
 * Reads a StatefulSet. It has the fields of a Deployment, except for its strategy. Its key contains its kind, because a
 * Deployment with the same name may exist beside it.
 */
export function readStatefulSet(base: StateObject, fields: Fields): DeploymentState {
  const spec = fields.object('spec');
  const update = spec.object('updateStrategy');
  const rolling = update.object('rollingUpdate');
  const immutable = IMMUTABLE.map((field): [string, string] => [field, immutableValue(spec.raw(field), field)]);
  return {
    ...readDeployment(base, fields),
    key: `${base.kind} ${base.key}`,
    statesRollingUpdate: update.has('rollingUpdate'),
    strategy: {
      onDelete: update.text('type') === 'OnDelete',
      partition: rolling.count('partition') ?? 0,
      maxUnavailable: rolling.intOrPercent('maxUnavailable'),
    },
    immutable: Object.fromEntries(immutable),
  };
}

function immutableValue(value: unknown, field: string): string {
  if (value === undefined) return field === 'podManagementPolicy' ? '"OrderedReady"' : '';
  // Compare only the fields of a claim that users write, because the API server adds a status and modes.
  return fingerprint(field === 'volumeClaimTemplates' ? claimsOf(value) : value);
}

function claimsOf(templates: unknown): unknown {
  if (!Array.isArray(templates)) return templates;
  return templates.map((template: unknown) => {
    const metadata = rawObject(template, 'metadata');
    const { name, labels, annotations } = metadata;
    return { name, labels, annotations, spec: { ...rawObject(template, 'spec'), volumeMode: undefined } };
  });
}
