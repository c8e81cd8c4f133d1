import type { LabelSelector } from './label-selector';
import { canonicalQuantity } from './quantity';
import { type RawObject, rawNumber, rawNumberOrText, rawObject, rawObjects, rawText, rawValue } from './raw';
import { rawSelector } from './raw-selector';

/** A probe of a container that calls a port. */
export interface ProbeFacts {
  readonly container: string;
  readonly kind: 'readiness' | 'liveness' | 'startup';
  readonly port: number | string;
}

/** A probe without a port that it could call, although its kind of call needs one. */
export interface PortlessProbe {
  readonly container: string;
  readonly kind: ProbeFacts['kind'];
  readonly handler: string;
  /** A port that is neither a number nor text, as a message shows it. @default - it states none */
  readonly stated?: string;
}

/** A rule that keeps pods from sharing a node, a zone or another part of the cluster. */
export interface AntiAffinityFacts {
  readonly selector: LabelSelector;
  readonly topologyKey: string;
  /** Whether it counts only pods of one template, through `matchLabelKeys: [pod-template-hash]`. */
  readonly perTemplate: boolean;
}

/** The parts of a pod template that decide whether its pods start, become ready and shut down cleanly. */
export interface PodFacts {
  /** Whether a readiness probe or a readiness gate holds a pod back until it can serve. */
  readonly hasReadinessProbe: boolean;
  readonly probes: ProbeFacts[];
  readonly portlessProbes: PortlessProbe[];
  /** The names of the PersistentVolumeClaims that all pods of the template mount. */
  readonly claims: string[];
  /** The host ports that a pod occupies, so that no other pod on its node can use them. */
  readonly hostPorts: number[];
  readonly antiAffinity: AntiAffinityFacts[];
  /** The time that a pod has to shut down, in seconds. */
  readonly graceSeconds: number;
  /** The length of the longest sleep in a preStop hook, in seconds. @default - no hook states a sleep */
  readonly preStopSeconds?: number;
  /**
   * The resource requests and limits of a pod in billionths, by their names in a ResourceQuota: `requests.cpu`,
   * `limits.memory`.
   */
  readonly resources: Readonly<Record<string, bigint>>;
  /** Whether the template names the only node that its pods can run on. */
  readonly pinnedToNode: boolean;
  /** The policy for containers that exit. @default - `Always` */
  readonly restartPolicy?: string;
  /** The time after which Kubernetes ends the pods, in seconds. @default - no limit */
  readonly activeDeadlineSeconds?: number;
}

const PROBES = [
  ['readinessProbe', 'readiness'],
  ['livenessProbe', 'liveness'],
  ['startupProbe', 'startup'],
] as const;

const HANDLERS = ['httpGet', 'tcpSocket', 'grpc'];

/** The time that a pod has to shut down by default (Kubernetes API, core/v1). */
const DEFAULT_GRACE_SECONDS = 30;

const SLEEP = /\bsleep\s+(\d{1,6})\b/;

/** Reads a pod template. A missing field and a field of the wrong type both count as left out. */
export function readPodFacts(template: unknown): PodFacts {
  const pod = rawObject(template, 'spec');
  // A native sidecar is an init container that keeps running (Kubernetes documentation, "sidecar containers").
  const sidecars = rawObjects(pod, 'initContainers').filter((one) => rawText(one, 'restartPolicy') === 'Always');
  const serving = [...rawObjects(pod, 'containers'), ...sidecars];
  const handlers = serving.flatMap(readHandlers);
  const sleeps = serving.flatMap((container) => sleepOf(rawObject(container, 'lifecycle', 'preStop')) ?? []);
  return {
    hasReadinessProbe:
      serving.some((container) => rawValue(container, 'readinessProbe') !== undefined) ||
      rawObjects(pod, 'readinessGates').length > 0,
    probes: handlers.flatMap(toProbes),
    portlessProbes: handlers.flatMap(toPortlessProbes),
    claims: rawObjects(pod, 'volumes').flatMap((one) => rawText(one, 'persistentVolumeClaim', 'claimName') ?? []),
    hostPorts: hostPorts(pod, serving),
    antiAffinity: rawObjects(pod, 'affinity', 'podAntiAffinity', 'requiredDuringSchedulingIgnoredDuringExecution').map(
      readTerm,
    ),
    graceSeconds: rawNumber(pod, 'terminationGracePeriodSeconds') ?? DEFAULT_GRACE_SECONDS,
    preStopSeconds: sleeps.length === 0 ? undefined : Math.max(...sleeps),
    resources: sumResources(serving),
    restartPolicy: rawText(pod, 'restartPolicy'),
    activeDeadlineSeconds: rawNumber(pod, 'activeDeadlineSeconds'),
    pinnedToNode:
      rawText(pod, 'nodeSelector', 'kubernetes.io/hostname') !== undefined || rawText(pod, 'nodeName') !== undefined,
  };
}

/** A handler of a probe that calls a port. */
interface Handler extends PortlessProbe {
  readonly port?: number | string;
  /** Whether it calls an address other than the pod's. */
  readonly isElsewhere: boolean;
}

function readHandlers(container: RawObject): Handler[] {
  return PROBES.flatMap(([field, kind]) => {
    const probe = rawValue(container, field);
    if (probe === undefined) return [];
    return HANDLERS.flatMap((handler) => {
      // The API server reads null like a missing field.
      const call = rawValue(probe, handler);
      if (call === undefined) return [];
      const stated = rawValue(call, 'port');
      // To the API server, an empty name and 0 are no port either.
      const port = stated === '' || stated === 0 ? undefined : rawNumberOrText(call, 'port');
      // An empty host is the pod's own.
      const isElsewhere = (rawText(call, 'host') ?? '') !== '';
      return {
        container: rawText(container, 'name') ?? '',
        kind,
        handler,
        port,
        stated: describeWrong(stated),
        isElsewhere,
      };
    });
  });
}

function toProbes({ container, kind, port, isElsewhere }: Handler): ProbeFacts[] {
  // A probe of an address other than the pod's, such as 127.0.0.1, can reach ports that no container declares.
  return port === undefined || (isElsewhere && typeof port === 'number') ? [] : [{ container, kind, port }];
}

function toPortlessProbes({ container, kind, handler, port, stated }: Handler): PortlessProbe[] {
  return port === undefined ? [{ container, kind, handler, stated }] : [];
}

/** Returns a description of a port that is neither a number nor text. */
function describeWrong(stated: unknown): string | undefined {
  if (typeof stated === 'boolean') return String(stated);
  if (Array.isArray(stated)) return 'a list';
  return typeof stated === 'object' ? 'a map' : undefined;
}

function hostPorts(pod: RawObject, containers: RawObject[]): number[] {
  const field = rawValue(pod, 'hostNetwork') === true ? 'containerPort' : 'hostPort';
  const ports = containers.flatMap((container) => rawObjects(container, 'ports'));
  return ports.flatMap((port) => rawNumber(port, field) ?? []).filter((port) => port > 0);
}

function readTerm(term: RawObject): AntiAffinityFacts {
  const keys = rawValue(term, 'matchLabelKeys');
  return {
    selector: rawSelector(rawObject(term, 'labelSelector')),
    topologyKey: rawText(term, 'topologyKey') ?? '',
    perTemplate: Array.isArray(keys) && keys.includes('pod-template-hash'),
  };
}

function sleepOf(hook: RawObject): number | undefined {
  const seconds = rawNumber(hook, 'sleep', 'seconds');
  if (seconds !== undefined) return seconds;
  const command = rawValue(hook, 'exec', 'command');
  const match = Array.isArray(command) ? SLEEP.exec(command.filter((one) => typeof one === 'string').join(' ')) : null;
  return match === null ? undefined : Number(match[1]);
}

/**
 * Returns the sums of the containers' resources. A limit without a request also counts as the request, as in the API
 * server.
 */
function sumResources(containers: RawObject[]): Record<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const container of containers) {
    if (rawValue(container, 'resources') === undefined) continue;
    const limits = rawObject(container, 'resources', 'limits');
    const requests = { ...limits, ...rawObject(container, 'resources', 'requests') };
    for (const [kind, quantities] of [
      ['requests', requests],
      ['limits', limits],
    ] as const) {
      for (const [name, quantity] of Object.entries(quantities)) {
        const nanos = toNanos(quantity);
        if (nanos !== undefined) sums.set(`${kind}.${name}`, (sums.get(`${kind}.${name}`) ?? 0n) + nanos);
      }
    }
  }
  return Object.fromEntries(sums);
}

/** Returns a quantity in billionths, or `undefined` for anything else. */
export function toNanos(quantity: unknown): bigint | undefined {
  const canonical = canonicalQuantity(quantity);
  return typeof canonical === 'string' && /^-?\d+$/.test(canonical) ? BigInt(canonical) : undefined;
}
