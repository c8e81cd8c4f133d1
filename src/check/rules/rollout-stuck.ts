import { matchesLabels } from '../../manifests/label-selector';
import type { DeploymentState, ManifestState, QuotaState } from '../../manifests/state';
import { rollingBounds } from '../../model/rolling-bounds';
import type { CheckContext, Rule, RuleFinding } from '../rule';
import { Severity } from '../severity';
import { podsAfter } from '../transition/transition';
import { describeObject, plural } from '../../text/words';

const NANOS = 1_000_000_000n;

export const rolloutStuck: Rule = {
  id: 'rollout-stuck',
  severity: Severity.WARNING,
  title: 'a rolling update may never finish',
  why: 'A rolling update that keeps all old pods until a new one is ready needs room for that new pod. Without room, the new pod stays pending, the old pods stay, and the update ends at its deadline.',
  check: (context) => {
    const rooms = roomByNamespace(context.after);
    return [...context.after.deployments.values()].flatMap((deployment) => {
      if (deployment.kind === 'DaemonSet') return daemonFinding(deployment);
      if (deployment.kind !== 'Deployment' || deployment.strategy.recreate || deployment.paused) return [];
      const pods = podsAfter(context.rollout, deployment.key).high;
      const { maxSurge, maxUnavailable } = deployment.strategy;
      const { surge, unavailable } = rollingBounds(pods, maxSurge, maxUnavailable);
      // If an old pod may go first, the new one has room.
      if (pods === 0 || surge === 0 || unavailable > 0) return [];
      return [
        ...claimFinding(deployment, context.after),
        ...portFinding(deployment),
        ...affinityFinding(deployment, pods),
        ...quotaFindings(deployment, surge, context, rooms),
      ].slice(0, 1);
    });
  },
};

/** Reports a DaemonSet that surges: it starts the new pod on the very node of the old one. */
function daemonFinding(deployment: DeploymentState): RuleFinding[] {
  const { maxSurge = 0 } = deployment.strategy;
  return isNone(maxSurge) || deployment.strategy.onDelete ? [] : portFinding(deployment, true);
}

function isNone(bound: number | string): boolean {
  return bound === 0 || bound === '0%';
}

function claimFinding(deployment: DeploymentState, { claims }: ManifestState): RuleFinding[] {
  for (const name of deployment.template.pod.claims) {
    const modes = claims.get(`${deployment.namespace}/${name}`)?.accessModes ?? [];
    const mode = modes.length === 1 ? modes[0] : undefined;
    if (mode !== 'ReadWriteOnce' && mode !== 'ReadWriteOncePod') continue;
    const who = mode === 'ReadWriteOnce' ? 'a node' : 'a pod';
    return [
      {
        object: deployment,
        message: `${describeObject(deployment)} starts a new pod before an old one goes, and claim ${name} (${mode}) belongs to ${who} at a time: the new pod ${mode === 'ReadWriteOnce' ? 'waits for the volume on any other node' : 'never starts'}`,
        fix: 'use the strategy Recreate, which leaves a gap at each update, or a claim that several nodes can mount (ReadWriteMany)',
        field: ['spec', 'strategy'],
        severity: mode === 'ReadWriteOncePod' ? Severity.ERROR : undefined,
      },
    ];
  }
  return [];
}

function portFinding(deployment: DeploymentState, isPinned = deployment.template.pod.pinnedToNode): RuleFinding[] {
  const { hostPorts } = deployment.template.pod;
  const [port] = hostPorts;
  if (port === undefined) return [];
  return [
    {
      object: deployment,
      message: `${describeObject(deployment)} starts a new pod before an old one goes, and each takes port ${port} of its node: ${isPinned ? 'its node has that port only once' : 'a node without an old pod must be free'}`,
      fix: 'set maxSurge: 0 and maxUnavailable: 1, or reach the pods through a Service instead of a port of the node',
      field: ['spec', 'strategy'],
      severity: isPinned ? Severity.ERROR : undefined,
    },
  ];
}

/** Reports an anti-affinity that also counts old pods, and so needs one more node than there are pods. */
function affinityFinding(deployment: DeploymentState, pods: number): RuleFinding[] {
  const term = deployment.template.pod.antiAffinity.find(
    ({ selector, perTemplate }) => !perTemplate && matchesLabels(selector, deployment.labels),
  );
  if (term === undefined) return [];
  const part = term.topologyKey === 'kubernetes.io/hostname' ? 'node' : `value of ${term.topologyKey}`;
  return [
    {
      object: deployment,
      message: `${describeObject(deployment)} starts a new pod before an old one goes, and requires one ${part} per pod, old and new: it needs ${pods + 1} for ${plural(pods, 'pod')}`,
      fix: 'add matchLabelKeys: [pod-template-hash] to the anti-affinity, prefer it instead of requiring it, or set maxUnavailable: 1',
      field: ['spec', 'template', 'spec', 'affinity'],
    },
  ];
}

/** The most that all Deployments and StatefulSets of a namespace use at rest, in billionths. */
type Usage = ReadonlyMap<string, bigint>;

function quotaFindings(
  deployment: DeploymentState,
  surge: number,
  context: CheckContext,
  rooms: Map<string, Room>,
): RuleFinding[] {
  const { namespace } = deployment;
  const room = rooms.get(namespace);
  if (room === undefined) return [];
  room.usage ??= usageOf(namespace, context);
  for (const [name, { hard, quota }] of room.limits) {
    const each = name === 'pods' ? NANOS : (deployment.template.pod.resources[name] ?? 0n);
    const wanted = (room.usage.get(name) ?? 0n) + each * BigInt(surge);
    if (each === 0n || wanted <= hard) continue;
    return [
      {
        object: deployment,
        message: `${describeObject(deployment)} needs ${plural(surge, 'more pod')} for an update, and ${describeObject(quota)} leaves no room: ${name} would be ${inUnits(name, wanted)}, but the limit is ${inUnits(name, hard)}`,
        fix: `raise ${name} of ${quota.name} to ${inUnits(name, wanted)}, or set maxSurge: 0 and maxUnavailable: 1`,
        field: ['spec', 'strategy'],
        severity: Severity.ERROR,
      },
    ];
  }
  return [];
}

/** The tightest quota of a namespace for each resource. */
interface Room {
  readonly limits: Map<string, { readonly hard: bigint; readonly quota: QuotaState }>;
  usage?: Usage;
}

function roomByNamespace({ quotas }: ManifestState): Map<string, Room> {
  const rooms = new Map<string, Room>();
  for (const quota of quotas.values()) {
    if (quota.scoped) continue;
    const room: Room = rooms.get(quota.namespace) ?? { limits: new Map() };
    rooms.set(quota.namespace, room);
    for (const [name, hard] of Object.entries(quota.hard)) {
      const tightest = room.limits.get(name);
      if (tightest === undefined || hard < tightest.hard) room.limits.set(name, { hard, quota });
    }
  }
  return rooms;
}

function usageOf(namespace: string, { after, rollout }: CheckContext): Usage {
  const usage = new Map<string, bigint>();
  for (const { key, kind, template } of after.deploymentsByLabel.inNamespace(namespace)) {
    // The number of pods is unknown.
    if (kind === 'DaemonSet') continue;
    const pods = BigInt(podsAfter(rollout, key).low);
    const resources = { ...template.pod.resources, pods: NANOS };
    for (const [name, each] of Object.entries(resources)) usage.set(name, (usage.get(name) ?? 0n) + each * pods);
  }
  return usage;
}

/** Returns an amount in its usual unit: `3` for pods and CPUs, `1.5Gi` for bytes. */
function inUnits(name: string, nanos: bigint): string {
  const value = Number(nanos) / Number(NANOS);
  if (!/memory|storage/.test(name)) return String(Math.round(value * 1000) / 1000);
  return `${Math.round((value / 2 ** 30) * 100) / 100}Gi`;
}
