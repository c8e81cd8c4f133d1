import { customNamesOf, joinCustomNames, type OpenCustomNames } from './custom-names';
import { Fields, ReadingContext, type Report } from './fields';
import { fingerprint } from './fingerprint';
import { LabelIndex } from './label-index';
import { idOf, type Manifest, type ManifestProblem, type ManifestSet } from './manifest';
import { isObject } from '../validate/shape';
import { rawText } from './raw';
import { readAutoscaler } from './read-autoscaler';
import { readDaemonSet } from './read-daemon-set';
import { readDeployment } from './read-deployment';
import { readDisruptionBudget } from './read-disruption-budget';
import { DEFAULT_NAMESPACE, readMetadata, toKey as toObjectKey } from './read-metadata';
import { readClassController, readGatewayClass, readGatewayRoute, readIngress } from './read-route';
import { readNetworkPolicy } from './read-network-policy';
import { readClaim, readQuota } from './read-quota';
import { isRoutingKind, routingRules } from './routing-kinds';
import { MadeSecrets } from './made-secrets';
import { statedSecretsOf } from './secret-makers';
import { readService } from './read-service';
import { readStatefulSet } from './read-stateful-set';
import { readWorkload } from './read-workload';
import { SharedObjects } from './shared-objects';
import { buildFluxKustomization, buildKustomization, templateHelmRelease } from './render-command';
import type { CustomRoute, ManifestState, StateObject } from './state';
import { NOTHING_UNREAD, toUnread } from './unread';
import { apiGroup, isCustomGroup } from './api-group';

/** A state, and the problems of its manifests. Objects with a problem are not in the state. */
export interface StateResult {
  readonly state: ManifestState;
  readonly problems: ManifestProblem[];
}

/**
 * A function that reads the further fields of an object. It spreads the base after them: Node.js 20 gives each object
 * that is spread and then extended a hidden class of its own, and all that looks at thousands of them is slow.
 */
type Reader<T extends StateObject> = (base: StateObject, fields: Fields) => T;

/** The objects of one kind, while they are collected. */
class Collection<T extends StateObject> {
  readonly byKey = new Map<string, T>();
  readonly #manifests = new Map<string, Manifest>();
  readonly #report: Report;
  readonly #context: ReadingContext;
  readonly #shared: SharedObjects;

  constructor(report: Report, context: ReadingContext, shared: SharedObjects) {
    this.#report = report;
    this.#context = context;
    this.#shared = shared;
  }

  read(manifest: Manifest, reader: Reader<T>, toKey: (object: StateObject) => string = ({ key }) => key): void {
    const known = this.#shared.objectOf(manifest.object);
    // An item of a list may leave out its kind and then gets the kind of the list, which can differ between lists.
    if (known?.object.kind === manifest.kind) {
      this.#add(known.key, { ...(known.object as T), source: manifest.source }, manifest);
      return;
    }
    const problems: ManifestProblem[] = [];
    const fields = Fields.of(manifest, (problem) => problems.push(problem), this.#context);
    const base = readMetadata(manifest, fields);
    const object = base && reader(base, fields);
    const subject = subjectOf(manifest);
    // A missing part (a patch) only matters if everything else can be read.
    const isBroken = problems.some(({ patch }) => !patch);
    for (const problem of problems) if (!isBroken || !problem.patch) this.#report({ ...problem, ...subject });
    if (base !== undefined && object !== undefined && problems.length === 0) {
      const key = toKey(base);
      this.#shared.noteObject(manifest.object, { key, object });
      this.#add(key, object, manifest);
    }
  }

  /** Adds an object. If one directory has it twice, the last one counts, as in kubectl. */
  #add(key: string, object: T, manifest: Manifest): void {
    const first = this.#manifests.get(key);
    this.#manifests.set(key, manifest);
    if (first === undefined) {
      this.byKey.set(key, object);
      return;
    }
    const same = fingerprint(first.object) === fingerprint(manifest.object);
    const tolerated = same || folderOf(first) === folderOf(manifest);
    this.#report({ ...duplicateProblem(first, object), ...(tolerated ? { tolerated } : { ambiguous: true }) });
    if (tolerated && this.byKey.has(key)) this.byKey.set(key, object);
    else this.byKey.delete(key);
  }
}

function folderOf({ source }: Manifest): string {
  const file = source?.file ?? '';
  return file.slice(0, file.lastIndexOf('/') + 1);
}

/** Returns the object that a manifest describes, as far as the manifest tells. */
function subjectOf({ kind, object: { metadata } }: Manifest): Partial<ManifestProblem> {
  if (!isObject(metadata)) return {};
  const { name, namespace } = metadata;
  if (typeof name !== 'string') return {};
  const stated = typeof namespace === 'string' && namespace !== '' ? namespace : DEFAULT_NAMESPACE;
  return { subject: { kind, key: toObjectKey(stated, name) } };
}

/** A state that lists unreadable content in `unread` instead of failing. */
export interface TolerantResult {
  readonly state: ManifestState;
  /** The problems that leave no state to judge. @default - none */
  readonly refusals: ManifestProblem[];
}

/** The options for reading a set of manifests. */
export interface Tolerance {
  /** Whether all problems are refusals. @default false */
  readonly strict?: boolean;
  /** Whether it is the state before. Its problems are not refusals, because the change may fix them. @default false */
  readonly before?: boolean;
  /** The objects of the other state, if it was read first. @default - none */
  readonly shared?: SharedObjects;
}

/**
 * Returns the state of a set of manifests. Unreadable content is left out, so one bad file hides nothing in the others.
 * If nothing can be read, all problems are refusals.
 */
export function toTolerantState(
  set: ManifestSet,
  { strict = false, before = false, shared }: Tolerance = {},
): TolerantResult {
  const { state, problems: found } = toState(set, shared);
  const wholes = new Set(found.flatMap(({ ambiguous, subject }) => (ambiguous && subject ? idOf(subject) : [])));
  const problems = found.map((problem) =>
    isOwnPatch(problem, state, wholes) ? { ...problem, patchesOwn: true } : problem,
  );
  const unread = toUnread(problems, set.passive, sourcesOf(set));
  const objects = set.manifests.length + (set.passive ?? 0);
  const broken = unread.leftOut.filter(({ patch }) => !patch);
  const isReadable =
    objects > broken.length ||
    unread.renderFirst.length > 0 ||
    // A change may fix an object that could not be read before but has a name. Text without any named object is no
    // state.
    (before && unread.subjects.length > 0);
  return { state: { ...state, unread }, refusals: (strict && !before) || !isReadable ? problems : [] };
}

/**
 * Reports whether a patch stands beside the object that it patches.
 *
 * @param wholes the objects that several directories contain in full
 */
function isOwnPatch(
  { patch, subject }: ManifestProblem,
  { deployments }: ManifestState,
  wholes: ReadonlySet<string>,
): boolean {
  if (!patch || subject === undefined) return false;
  if (wholes.has(idOf(subject))) return true;
  return deployments.has(subject.key) || deployments.has(`${subject.kind} ${subject.key}`);
}

/**
 * Returns the state that a set of manifests asks for. It skips kinds that no rule looks at.
 *
 * @param shared the objects of the other state, if it was read first
 */
export function toState(set: ManifestSet, shared = new SharedObjects()): StateResult {
  const problems = [...set.problems];
  const report: Report = (problem) => problems.push(problem);
  const context = new ReadingContext(set.manifests.length);
  const deployments = new Collection<ReturnType<typeof readDeployment>>(report, context, shared);
  const services = new Collection<ReturnType<typeof readService>>(report, context, shared);
  const autoscalers = new Collection<ReturnType<typeof readAutoscaler>>(report, context, shared);
  const budgets = new Collection<ReturnType<typeof readDisruptionBudget>>(report, context, shared);
  const routes = new Collection<ReturnType<typeof readIngress>>(report, context, shared);
  const configs = new Collection<StateObject>(report, context, shared);
  const namespaces = new Collection<StateObject>(report, context, shared);
  const claims = new Collection<ReturnType<typeof readClaim>>(report, context, shared);
  const quotas = new Collection<ReturnType<typeof readQuota>>(report, context, shared);
  const customNames = joinCustomNames(set.custom === undefined ? [] : [set.custom]);
  const customRoutes: CustomRoute[] = [];
  const madeSecrets = new MadeSecrets();
  if (set.secrets !== undefined) madeSecrets.addAll(set.secrets);
  const gatewayClasses = new Map<string, string>();
  const classControllers = new Map<string, string>();
  const networkPolicies = new Collection<ReturnType<typeof readNetworkPolicy>>(report, context, shared);
  const workloads = new Collection<NonNullable<ReturnType<typeof readWorkload>>>(report, context, shared);

  for (const manifest of set.manifests) {
    // Compare group and kind: a Service of serving.knative.dev is not a Service, but any version of a Deployment
    // counts.
    switch (groupKind(manifest)) {
      case 'apps/Deployment':
      case 'extensions/Deployment':
        deployments.read(manifest, readDeployment);
        break;
      case 'apps/StatefulSet':
        deployments.read(manifest, readStatefulSet, idOf);
        break;
      case 'apps/DaemonSet':
      case 'extensions/DaemonSet':
        deployments.read(manifest, readDaemonSet, idOf);
        break;
      case '/Namespace':
        namespaces.read(
          manifest,
          (base) => base,
          ({ name }) => name,
        );
        break;
      case '/PersistentVolumeClaim':
        claims.read(manifest, readClaim);
        break;
      case '/ResourceQuota':
        quotas.read(manifest, readQuota);
        break;
      case 'gateway.networking.k8s.io/Gateway':
        gatewayClasses.set(...readGatewayClass(manifest));
        break;
      case 'gateway.networking.k8s.io/GatewayClass':
      case 'networking.k8s.io/IngressClass':
        classControllers.set(...readClassController(manifest));
        break;
      case 'networking.k8s.io/NetworkPolicy':
        networkPolicies.read(manifest, readNetworkPolicy);
        break;
      case '/Service':
        services.read(manifest, readService);
        break;
      case 'autoscaling/HorizontalPodAutoscaler':
        autoscalers.read(manifest, readAutoscaler);
        break;
      case 'policy/PodDisruptionBudget':
        budgets.read(manifest, readDisruptionBudget);
        break;
      case 'networking.k8s.io/Ingress':
      case 'extensions/Ingress':
        routes.read(manifest, readIngress, idOf);
        break;
      case 'gateway.networking.k8s.io/HTTPRoute':
      case 'gateway.networking.k8s.io/GRPCRoute':
      case 'gateway.networking.k8s.io/TLSRoute':
      case 'gateway.networking.k8s.io/TCPRoute':
      case 'gateway.networking.k8s.io/UDPRoute':
        routes.read(manifest, readGatewayRoute, idOf);
        break;
      case '/ConfigMap':
      case '/Secret':
        configs.read(manifest, (base) => base, idOf);
        break;
      default: {
        const kind = KINDS.get(groupKind(manifest).toLowerCase());
        if (kind !== undefined && kind !== manifest.kind) {
          report(misspelledKind(manifest, kind));
          break;
        }
        const workload = readWorkload(manifest);
        noteCustomResource(customNames, customRoutes, madeSecrets, manifest);
        if (workload !== undefined) workloads.byKey.set(idOf(workload), workload);
      }
    }
  }
  const state: ManifestState = {
    deployments: deployments.byKey,
    services: services.byKey,
    autoscalers: autoscalers.byKey,
    budgets: budgets.byKey,
    routes: routes.byKey,
    workloads: workloads.byKey,
    configs: configs.byKey,
    namespaces: namespaces.byKey,
    claims: claims.byKey,
    quotas: quotas.byKey,
    networkPolicies: networkPolicies.byKey,
    customNames,
    customRoutes,
    madeSecrets,
    gatewayClasses,
    classControllers,
    deploymentsByLabel: new LabelIndex(deployments.byKey.values()),
    workloadsByLabel: new LabelIndex(workloads.byKey.values()),
    unread: NOTHING_UNREAD,
  };
  return { state, problems };
}

/** Notes an object of a custom group. */
function noteCustomResource(
  names: OpenCustomNames,
  routes: CustomRoute[],
  madeSecrets: MadeSecrets,
  { apiVersion, kind, object, source }: Manifest,
): void {
  const group = apiGroup(apiVersion);
  if (!isCustomGroup(group)) return;
  const name = rawText(object.metadata, 'name');
  if (name === undefined) return;
  const namespace = rawText(object.metadata, 'namespace') ?? DEFAULT_NAMESPACE;
  customNamesOf(names, namespace, kind).add(name);
  for (const secret of statedSecretsOf(kind, object, namespace, name)) madeSecrets.add(secret, `${kind} ${name}`);
  if (!isRoutingKind(group, kind)) return;
  const place = source === undefined ? {} : { file: source.file, line: source.line };
  routes.push({ group, kind, namespace, name, rules: routingRules(object.spec), ...place });
}

/** The kinds that are read, by group and kind in lower case. */
const KINDS: ReadonlyMap<string, string> = new Map(
  [
    'apps/DaemonSet',
    'apps/Deployment',
    'apps/StatefulSet',
    'extensions/Deployment',
    '/Namespace',
    '/PersistentVolumeClaim',
    '/Pod',
    '/ResourceQuota',
    '/Service',
    'autoscaling/HorizontalPodAutoscaler',
    'networking.k8s.io/Ingress',
    'networking.k8s.io/NetworkPolicy',
    'policy/PodDisruptionBudget',
  ].map((name) => [name.toLowerCase(), name.slice(name.indexOf('/') + 1)]),
);

/** Returns the problem of a kind with wrong capitals. The API server accepts only the exact spelling. */
function misspelledKind(manifest: Manifest, kind: string): ManifestProblem {
  const { file, line, column } = manifest.source ?? {};
  const message = `kind: expected ${kind}, got ${JSON.stringify(manifest.kind)}; correct its capitals`;
  return { file, line, column, message, ...subjectOf({ ...manifest, kind }) };
}

/** Returns the commands that render objects in the same way as a controller in the cluster, or kustomize, would. */
function sourcesOf({ manifests }: ManifestSet): string[] {
  return manifests.flatMap((manifest) => {
    const { object, source } = manifest;
    switch (groupKind(manifest)) {
      case 'kustomize.config.k8s.io/Kustomization':
        return buildKustomization(source?.file ?? '');
      case 'kustomize.toolkit.fluxcd.io/Kustomization':
        return buildFluxKustomization(object, source?.file ?? '');
      case 'helm.toolkit.fluxcd.io/HelmRelease':
        return templateHelmRelease(object);
      default:
        return [];
    }
  });
}

function groupKind({ apiVersion, kind }: Manifest): string {
  return `${apiGroup(apiVersion)}/${kind}`;
}

function duplicateProblem(first: Manifest, second: StateObject): ManifestProblem {
  const place = first.source === undefined ? '' : ` (first in ${first.source.file}:${first.source.line})`;
  const { file, line, column } = second.source ?? {};
  const subject = { kind: second.kind, key: second.key };
  const message = `${second.kind} ${second.name}: expected each object once, got it twice${place}; remove one, or read the stages of a plan one at a time`;
  return { file, line, column, message, subject };
}
