import { describe, expect, it } from 'vitest';
import { checkRollout } from '../../src/check/check-rollout';
import { Severity } from '../../src/check/severity';
import {
  autoscaler,
  BLUE,
  blue,
  daemonSet,
  deployment,
  GREEN,
  green,
  httpRoute,
  ingress,
  object,
  service,
  statefulSet,
  v1,
  v2,
  WEB,
} from './manifests';

/** A change with a finding, and the fix that it proposes, carried out commit by commit. */
interface CarriedOut {
  /** The rule, and the case if it has several. */
  readonly name: string;
  readonly before: object[];
  readonly after: object[];
  /** The beginning of the fix that is carried out. */
  readonly fix: string;
  /** The states that replace `after`, one per commit. */
  readonly commits: object[][];
}

const WEB_LABELS = { app: 'web' };
const ON_BLUE = service('web', BLUE);
const ON_GREEN = service('web', GREEN);
const V1_ONLY = service('web-v1', { version: 'v1' });
const V2_ONLY = service('web-v2', { version: 'v2' });
const CLASS = { annotations: { 'cloud.google.com/neg': '{"ingress": true}' } };

function web(options: Parameters<typeof deployment>[1] = {}): object {
  return deployment('web', { replicas: 3, ...options });
}

function ports(...list: object[]): object {
  return service('web', WEB_LABELS, { ports: list });
}

function configured(name: string): object {
  return web({ pod: { volumes: [{ name: 'config', configMap: { name } }] } });
}

function config(name: string): object {
  return object('v1', 'ConfigMap', name, {});
}

function policy(name: string, matchLabels: object, rules: object[]): object {
  return object('networking.k8s.io/v1', 'NetworkPolicy', name, { podSelector: { matchLabels }, ingress: rules });
}

const CLIENTS = { from: [{ podSelector: { matchLabels: { role: 'client' } } }] };
const APART = { labelSelector: { matchLabels: WEB_LABELS }, topologyKey: 'kubernetes.io/hostname' };
const apart = (more: object = {}): object =>
  web({
    pod: {
      affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ ...APART, ...more }] } },
    },
  });
const listens = (...list: object[]): object => web({ ports: list });
const HTTP = { containerPort: 80, name: 'http' };
const NAMED = { containerPort: 80, name: 'web' };
const [OLD, NEW] = [{ containerPort: 8080 }, { containerPort: 9090 }];
const to = (targetPort: number | string): object => ports({ port: 80, targetPort });
const weighted = (pods: number, canary: number): object[] => [
  v1(9),
  V1_ONLY,
  v2(pods),
  V2_ONLY,
  httpRoute('edge', { 'web-v1': 100 - canary, 'web-v2': canary }),
];

const CASES: CarriedOut[] = [
  {
    name: 'no-ready-endpoints: a switch to a new Deployment',
    before: [blue(3), ON_BLUE],
    after: [blue(3), green(3), ON_GREEN],
    fix: 'insert a stage with web-green at 3 and the selector of Service web as it was; switch it in the next stage',
    commits: [
      [blue(3), green(3), ON_BLUE],
      [blue(3), green(3), ON_GREEN],
    ],
  },
  {
    name: 'no-ready-endpoints: a switch with a drain',
    before: [blue(3), green(3), ON_BLUE],
    after: [blue(0), green(3), ON_GREEN],
    fix: 'switch Service web first; take web-blue to 0 in a later commit',
    commits: [
      [blue(3), green(3), ON_GREEN],
      [blue(0), green(3), ON_GREEN],
    ],
  },
  {
    name: 'no-ready-endpoints: an abort in two commits, where nothing tells that it is one',
    before: [blue(0), green(3), ON_GREEN],
    after: [blue(3), green(0), ON_BLUE],
    fix: 'insert a stage with web-blue at 3 and the selector of Service web as it was; switch it in the next stage',
    commits: [
      [blue(3), green(3), ON_GREEN],
      [blue(3), green(3), ON_BLUE],
      [blue(3), green(0), ON_BLUE],
    ],
  },
  {
    name: 'no-ready-endpoints: a version replaces another one',
    before: [v1(3), WEB],
    after: [v2(3), WEB],
    fix: 'insert a stage with web-v2 at 3 and web-v1 still at 3; once its pods are ready, take web-v1 to 0',
    commits: [
      [v1(3), v2(3), WEB],
      [v1(0), v2(3), WEB],
      [v2(3), WEB],
    ],
  },
  {
    name: 'no-ready-endpoints: Recreate comes with an update',
    before: [web(), WEB],
    after: [web({ image: 'web:2', recreate: true }), WEB],
    fix: 'update web with a rolling update of maxUnavailable 0 and maxSurge 1',
    commits: [[web({ image: 'web:2', maxSurge: 1, maxUnavailable: 0 }), WEB]],
  },
  {
    name: 'no-ready-endpoints: the pods go, and the Service stays',
    before: [web(), WEB],
    after: [WEB],
    fix: 'keep at least one ready pod that Service web selects, or remove the Service in the same change',
    commits: [
      [web({ replicas: 2 }), WEB],
      [web({ replicas: 1 }), WEB],
    ],
  },
  {
    name: 'no-ready-endpoints: a Deployment becomes a StatefulSet',
    before: [web(), WEB],
    after: [statefulSet('web', { replicas: 3 }), WEB],
    fix: 'insert a stage with StatefulSet web at 3 and Deployment web still at 3; once the new pods are ready, remove',
    commits: [
      [web(), statefulSet('web', { replicas: 3 }), WEB],
      [statefulSet('web', { replicas: 3 }), WEB],
    ],
  },
  {
    name: 'no-ready-endpoints: a StatefulSet becomes a Deployment',
    before: [statefulSet('web', { replicas: 3 }), WEB],
    after: [web(), WEB],
    fix: 'insert a stage with Deployment web at 3 and StatefulSet web still at 3; once the new pods are ready, remove',
    commits: [
      [web(), statefulSet('web', { replicas: 3 }), WEB],
      [web(), WEB],
    ],
  },
  {
    name: 'no-ready-endpoints: a Deployment becomes a DaemonSet',
    before: [web(), WEB],
    after: [daemonSet('web'), WEB],
    fix: 'insert a stage with DaemonSet web and Deployment web still at 3; once the new pods are ready, remove',
    commits: [
      [web(), daemonSet('web'), WEB],
      [daemonSet('web'), WEB],
    ],
  },
  {
    name: 'capacity-below-floor: a canary leaps',
    before: [v1(9), v2(1), WEB],
    after: [v1(5), v2(5), WEB],
    fix: 'insert a stage with web-v2 at 5 and web-v1 still at 9; once its pods are ready, take web-v1 to 5',
    commits: [
      [v1(9), v2(5), WEB],
      [v1(5), v2(5), WEB],
    ],
  },
  {
    name: 'capacity-below-floor: replicas are left out',
    before: [web({ replicas: 5 }), WEB],
    after: [web({ replicas: undefined }), WEB],
    fix: 'keep replicas: 5 in web',
    commits: [[web({ replicas: 5 }), WEB]],
  },
  {
    name: 'strategy-gap',
    before: [web({ recreate: true }), WEB],
    after: [web({ recreate: true, image: 'web:2' }), WEB],
    fix: 'give web a rolling update with maxSurge 1 and maxUnavailable 0',
    commits: [
      [web({ maxSurge: 1, maxUnavailable: 0 }), WEB],
      [web({ maxSurge: 1, maxUnavailable: 0, image: 'web:2' }), WEB],
    ],
  },
  {
    name: 'switch-to-unready',
    before: [blue(10), green(8), ON_BLUE],
    after: [blue(10), green(10), ON_GREEN],
    fix: 'insert a stage with web-green at 10 and the selector as it was; switch it in the next stage',
    commits: [
      [blue(10), green(10), ON_BLUE],
      [blue(10), green(10), ON_GREEN],
    ],
  },
  {
    name: 'switch-to-smaller',
    before: [blue(10), green(5), ON_BLUE],
    after: [blue(10), green(5), ON_GREEN],
    fix: 'insert a stage that scales the new pods of Service shop/web from 5 to 10; switch it in the next stage',
    commits: [
      [blue(10), green(10), ON_BLUE],
      [blue(10), green(10), ON_GREEN],
    ],
  },
  {
    name: 'template-changed-with-switch',
    before: [blue(3), green(3), ON_BLUE],
    after: [blue(3), green(3, { image: 'web:3' }), ON_GREEN],
    fix: 'insert a stage with the new template of web-green and the selector as it was; switch it in the next stage',
    commits: [
      [blue(3), green(3, { image: 'web:3' }), ON_BLUE],
      [blue(3), green(3, { image: 'web:3' }), ON_GREEN],
    ],
  },
  {
    name: 'rollback-lost',
    before: [blue(3), green(3), ON_BLUE],
    after: [blue(3, { image: 'web:3' }), green(3), ON_GREEN],
    fix: 'keep web-blue as it was, at 3 pods, until the new version has proven itself; change it in a later stage',
    commits: [
      [blue(3), green(3), ON_GREEN],
      [blue(3, { image: 'web:3' }), green(3), ON_GREEN],
    ],
  },
  {
    name: 'release-bypassed',
    before: [blue(3), green(0), ON_BLUE],
    after: [blue(3, { image: 'web:3' }), green(0), ON_BLUE],
    fix: 'leave web-blue as it was; put the new image into its own Deployment beside it, and move the traffic in later stages',
    commits: [
      [blue(3), green(3, { image: 'web:3' }), ON_BLUE],
      [blue(3), green(3, { image: 'web:3' }), ON_GREEN],
      [blue(0), green(3, { image: 'web:3' }), ON_GREEN],
    ],
  },
  {
    name: 'switch-behind-load-balancer',
    before: [blue(3), green(3), service('web', BLUE, CLASS)],
    after: [blue(3), green(3), service('web', GREEN, CLASS)],
    fix: 'make two commits: first widen the selector to both (remove version from it), and wait',
    commits: [
      [blue(3), green(3), service('web', WEB_LABELS, CLASS)],
      [blue(3), green(3), service('web', GREEN, CLASS)],
    ],
  },
  {
    name: 'share-jump: a leap',
    before: [v1(10), v2(0), WEB],
    after: [v1(10), v2(15), WEB],
    fix: 'insert a stage with web-v2 at 50% or less, and check it before the next one',
    commits: [
      [v1(10), v2(10), WEB],
      [v1(10), v2(15), WEB],
    ],
  },
  {
    name: 'share-jump: an overshoot',
    before: [v1(5), v2(5), WEB],
    after: [v1(10), v2(10), WEB],
    fix: 'change the counts in two stages: the version that lowers the share of web-v2 first',
    commits: [
      [v1(10), v2(5), WEB],
      [v1(10), v2(10), WEB],
    ],
  },
  {
    name: 'share-jump: a weight',
    before: weighted(9, 10),
    after: weighted(9, 80),
    fix: 'insert a stage with web-v2 at 60% or less, and check it before the next one',
    commits: [weighted(9, 50), weighted(12, 50), weighted(12, 60)],
  },
  {
    name: 'route-to-unready: a new Deployment',
    before: [v1(3), V1_ONLY, ingress('edge', 'web-v1')],
    after: [v1(3), V1_ONLY, v2(3), V2_ONLY, ingress('edge', 'web-v2')],
    fix: 'insert a stage with Service shop/web-v2 and its pods, and the route as it was; change the route in the next stage',
    commits: [
      [v1(3), V1_ONLY, v2(3), V2_ONLY, ingress('edge', 'web-v1')],
      [v1(3), V1_ONLY, v2(3), V2_ONLY, ingress('edge', 'web-v2')],
    ],
  },
  {
    name: 'route-to-unready: a weight for a Service at 0',
    before: weighted(0, 0),
    after: weighted(0, 10),
    fix: 'first start pods that Service shop/web-v2 selects; change the route in the next stage',
    commits: [weighted(1, 0), weighted(1, 10)],
  },
  {
    name: 'route-share-unlike-pods',
    before: weighted(1, 10),
    after: weighted(1, 50),
    fix: 'bring Service shop/web-v2 to 4 pods first',
    commits: [weighted(4, 10), weighted(4, 50)],
  },
  {
    name: 'missing-dependency: a Service that a route needs',
    before: [web(), WEB, service('next', WEB_LABELS), ingress('edge', 'web')],
    after: [web(), service('next', WEB_LABELS), ingress('edge', 'web')],
    fix: 'first point Ingress shop/edge to another Service, and remove web in a later stage',
    commits: [[web(), WEB, service('next', WEB_LABELS), ingress('edge', 'next')]],
  },
  {
    name: 'missing-dependency: an autoscaler',
    before: [web(), v1(3), autoscaler('web-v1', 'web-v1', 3, 9)],
    after: [web(), autoscaler('web-v1', 'web-v1', 3, 9)],
    fix: 'remove HorizontalPodAutoscaler shop/web-v1 in the same change',
    commits: [[web()]],
  },
  {
    name: 'service-removed: a new name',
    before: [web(), WEB],
    after: [web(), service('shop', WEB_LABELS)],
    fix: 'keep Service shop/web beside Service shop/shop until no client calls it',
    commits: [[web(), WEB, service('shop', WEB_LABELS)]],
  },
  {
    name: 'service-port-removed',
    before: [web(), ports({ name: 'a', port: 80 })],
    after: [web(), ports({ name: 'a', port: 8080 })],
    fix: 'keep port 80 (a) beside the new ports until no client calls it',
    commits: [[web(), ports({ name: 'a', port: 80 }, { name: 'b', port: 8080, targetPort: 80 })]],
  },
  {
    name: 'route-removed',
    before: [web(), WEB, ingress('edge', 'web')],
    after: [web(), WEB],
    fix: 'keep the rule until no client calls shop.example.com/, or route it elsewhere in the same change',
    commits: [[web(), WEB, httpRoute('edge', { web: 1 }), ingress('edge', 'web')]],
  },
  {
    name: 'ports-move-with-pods: a number',
    before: [listens(OLD), to(8080)],
    after: [listens(NEW), to(9090)],
    fix: 'insert a stage in which the pods have port 9090 as well as 8080, and Service shop/web sends to 8080 as before',
    commits: [
      [listens(OLD, NEW), to(8080)],
      [listens(OLD, NEW), to(9090)],
      [listens(NEW), to(9090)],
    ],
  },
  {
    name: 'ports-move-with-pods: a name',
    before: [listens(HTTP), to('http')],
    after: [listens(NAMED), to('web')],
    fix: 'insert a stage in which the pods have port web as well as http, and Service shop/web sends to http as before',
    commits: [
      [listens(HTTP, NAMED), to('http')],
      [listens(HTTP, NAMED), to('web')],
      [listens(NAMED), to('web')],
    ],
  },
  {
    name: 'ports-move-with-pods: a name that goes',
    before: [listens(HTTP), to('http')],
    after: [listens(NAMED), to('http')],
    fix: 'keep port http in Deployment shop/web, beside a new one; remove it once Service shop/web sends elsewhere',
    commits: [
      [listens(HTTP, NAMED), to('http')],
      [listens(HTTP, NAMED), to('web')],
      [listens(NAMED), to('web')],
    ],
  },
  {
    name: 'config-removed',
    before: [configured('a'), config('a'), WEB],
    after: [configured('b'), config('b'), WEB],
    fix: 'keep ConfigMap a until the new pods have replaced the old ones; remove it in a later stage',
    commits: [
      [configured('b'), config('a'), config('b'), WEB],
      [configured('b'), config('b'), WEB],
    ],
  },
  {
    name: 'immutable-selector: more labels',
    before: [web(), WEB],
    after: [web({ labels: { app: 'web', tier: 'front' } }), WEB],
    fix: 'keep the selector app=web: the pods may carry more labels',
    commits: [[web({ labels: { app: 'web', tier: 'front' }, matchLabels: WEB_LABELS }), WEB]],
  },
  {
    name: 'immutable-selector: another Deployment',
    before: [web(), WEB],
    after: [web({ labels: { app: 'shop' } }), WEB],
    fix: 'keep the selector app=web: the pods may carry more labels; for other labels, start a Deployment with another name beside it, and switch the Services to it in the next stage',
    commits: [
      [web(), deployment('shop', { replicas: 3 }), WEB],
      [web(), deployment('shop', { replicas: 3 }), service('web', { app: 'shop' })],
      [deployment('shop', { replicas: 3 }), service('web', { app: 'shop' })],
    ],
  },
  {
    name: 'network-policy-shuts-out',
    before: [blue(3), green(3), policy('closed', {}, []), policy('blue', BLUE, [CLIENTS]), ON_BLUE],
    after: [blue(3), green(3), policy('closed', {}, []), policy('blue', BLUE, [CLIENTS]), ON_GREEN],
    fix: 'let the clients of Service shop/web in to the pods of web-green first: select them by the labels that all versions share',
    commits: [
      [blue(3), green(3), policy('closed', {}, []), policy('blue', WEB_LABELS, [CLIENTS]), ON_BLUE],
      [blue(3), green(3), policy('closed', {}, []), policy('blue', WEB_LABELS, [CLIENTS]), ON_GREEN],
    ],
  },
  {
    name: 'rollout-stuck: an anti-affinity',
    before: [web()],
    after: [apart()],
    fix: 'add matchLabelKeys: [pod-template-hash] to the anti-affinity',
    commits: [[apart({ matchLabelKeys: ['pod-template-hash'] })]],
  },
  {
    name: 'autoscaler-fights-replicas',
    before: [web({ replicas: undefined }), autoscaler('web', 'web', 3, 9)],
    after: [web({ replicas: 4 }), autoscaler('web', 'web', 3, 9)],
    fix: 'leave replicas out',
    commits: [[web({ replicas: undefined }), autoscaler('web', 'web', 3, 9)]],
  },
];

describe('a fix that is carried out commit by commit', () => {
  it.each(CASES)('of $name: is the fix in the finding', ({ name, before, after, fix }) => {
    const rule = name.split(':')[0];
    const found = checkRollout(before, after).findings.filter((finding) => finding.rule === rule);
    expect(found.map((finding) => finding.fix.slice(0, fix.length))).toEqual([fix]);
  });

  it.each(CASES)('of $name: is silent in each commit', ({ before, commits }) => {
    const states = [before, ...commits];
    const found = commits.map((state, index) =>
      checkRollout(states[index] ?? [], state)
        .findings.filter(({ severity }) => severity !== Severity.INFO)
        .map(({ rule, message }) => `${rule}: ${message}`),
    );
    expect(found).toEqual(commits.map(() => []));
  });
});
