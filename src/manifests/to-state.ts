import { Fields, type Report } from './fields';
import { LabelIndex } from './label-index';
import type { Manifest, ManifestProblem, ManifestSet } from './manifest';
import { readAutoscaler } from './read-autoscaler';
import { readDeployment } from './read-deployment';
import { readDisruptionBudget } from './read-disruption-budget';
import { readMetadata } from './read-metadata';
import { readGatewayRoute, readIngress } from './read-route';
import { readNetworkPolicy } from './read-network-policy';
import { readClaim, readQuota } from './read-quota';
import { readService } from './read-service';
import { readStatefulSet } from './read-stateful-set';
import { readWorkload } from './read-workload';
import type { ManifestState, StateObject } from './state';

/** A state, and what is wrong with the manifests. Fields with a problem count as left out. */
export interface StateResult {
  readonly state: ManifestState;
  readonly problems: ManifestProblem[];
}

type Reader<T extends StateObject> = (base: StateObject, fields: Fields) => T;

/** The objects of one kind while they are collected. */
class Collection<T extends StateObject> {
  readonly byKey = new Map<string, T>();
  readonly #report: Report;

  constructor(report: Report) {
    this.#report = report;
  }

  read(manifest: Manifest, reader: Reader<T>, toKey: (object: StateObject) => string = ({ key }) => key): void {
    const fields = Fields.of(manifest, this.#report);
    const base = readMetadata(manifest, fields);
    if (base !== undefined) this.add(toKey(base), reader(base, fields));
  }

  add(key: string, object: T): void {
    const first = this.byKey.get(key);
    if (first === undefined) this.byKey.set(key, object);
    else this.#report(duplicateProblem(first, object));
  }
}

/** The state that a set of manifests asks for. Kinds that no rule looks at are passed over. */
export function toState(set: ManifestSet): StateResult {
  const problems = [...set.problems];
  const report: Report = (problem) => problems.push(problem);
  const deployments = new Collection<ReturnType<typeof readDeployment>>(report);
  const services = new Collection<ReturnType<typeof readService>>(report);
  const autoscalers = new Collection<ReturnType<typeof readAutoscaler>>(report);
  const budgets = new Collection<ReturnType<typeof readDisruptionBudget>>(report);
  const routes = new Collection<ReturnType<typeof readIngress>>(report);
  const configs = new Collection<StateObject>(report);
  const namespaces = new Collection<StateObject>(report);
  const claims = new Collection<ReturnType<typeof readClaim>>(report);
  const quotas = new Collection<ReturnType<typeof readQuota>>(report);
  const networkPolicies = new Collection<ReturnType<typeof readNetworkPolicy>>(report);
  const workloads = new Collection<NonNullable<ReturnType<typeof readWorkload>>>(report);

  for (const manifest of set.manifests) {
    // By group and kind: a Service of serving.knative.dev is no Service, a Deployment of any version is a Deployment.
    switch (groupKind(manifest)) {
      case 'apps/Deployment':
      case 'extensions/Deployment':
        deployments.read(manifest, readDeployment);
        break;
      case 'apps/StatefulSet':
        deployments.read(manifest, readStatefulSet, kindKey);
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
        routes.read(manifest, readIngress, kindKey);
        break;
      case 'gateway.networking.k8s.io/HTTPRoute':
      case 'gateway.networking.k8s.io/GRPCRoute':
      case 'gateway.networking.k8s.io/TLSRoute':
      case 'gateway.networking.k8s.io/TCPRoute':
      case 'gateway.networking.k8s.io/UDPRoute':
        routes.read(manifest, readGatewayRoute, kindKey);
        break;
      case '/ConfigMap':
      case '/Secret':
        configs.read(manifest, (base) => base, kindKey);
        break;
      default: {
        const workload = readWorkload(manifest);
        if (workload !== undefined) workloads.byKey.set(kindKey(workload), workload);
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
    deploymentsByLabel: new LabelIndex(deployments.byKey.values()),
    workloadsByLabel: new LabelIndex(workloads.byKey.values()),
  };
  return { state, problems };
}

function groupKind({ apiVersion, kind }: Manifest): string {
  const slash = apiVersion.indexOf('/');
  return `${slash === -1 ? '' : apiVersion.slice(0, slash)}/${kind}`;
}

function kindKey({ kind, key }: StateObject): string {
  return `${kind} ${key}`;
}

function duplicateProblem(first: StateObject, second: StateObject): ManifestProblem {
  const place = first.source === undefined ? '' : ` (first in ${first.source.file}:${first.source.line})`;
  const { file, line, column } = second.source ?? {};
  const message = `${second.kind} ${second.name}: expected one object of a kind, namespace and name, got it twice${place}; remove one, or read the stages of a plan one by one`;
  return { file, line, column, message };
}
