import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { deployment, live, readyStatus, service } from '../check/manifests';
import { runInProcess } from '../support/run-in-process';
import { workspace, yaml } from '../support/workspace';

/**
 * The output of `kubectl get deployments,services,endpointslices,replicasets -o yaml`. Its form, and the fields that an
 * API server fills in, follow the documentation of Kubernetes.
 */
const LIST = `apiVersion: v1
items:
- apiVersion: apps/v1
  kind: Deployment
  metadata:
    annotations:
      deployment.kubernetes.io/revision: "4"
      kubectl.kubernetes.io/last-applied-configuration: |
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web","namespace":"shop"},"spec":{"replicas":5}}
    creationTimestamp: "2026-11-20T08:00:00Z"
    generation: 6
    name: web
    namespace: shop
    resourceVersion: "81234"
    uid: 55c8bb00-d7ab-4b5c-b8c7-db9fdb8dfeda
  spec:
    progressDeadlineSeconds: 600
    replicas: 5
    revisionHistoryLimit: 10
    selector:
      matchLabels:
        app: web
    strategy:
      rollingUpdate:
        maxSurge: 25%
        maxUnavailable: 25%
      type: RollingUpdate
    template:
      metadata:
        creationTimestamp: null
        labels:
          app: web
      spec:
        containers:
        - image: web:1
          imagePullPolicy: IfNotPresent
          name: main
          ports:
          - containerPort: 80
            protocol: TCP
          readinessProbe:
            exec:
              command:
              - ready
            failureThreshold: 3
            periodSeconds: 10
            successThreshold: 1
            timeoutSeconds: 1
          resources: {}
          terminationMessagePath: /dev/termination-log
          terminationMessagePolicy: File
        dnsPolicy: ClusterFirst
        restartPolicy: Always
        schedulerName: default-scheduler
        securityContext: {}
        terminationGracePeriodSeconds: 30
  status:
    availableReplicas: 3
    conditions:
    - lastTransitionTime: "2026-11-20T08:00:00Z"
      lastUpdateTime: "2026-11-20T08:00:00Z"
      message: Deployment does not have minimum availability.
      reason: MinimumReplicasUnavailable
      status: "False"
      type: Available
    observedGeneration: 6
    readyReplicas: 3
    replicas: 5
    unavailableReplicas: 2
    updatedReplicas: 5
- apiVersion: apps/v1
  kind: ReplicaSet
  metadata:
    labels:
      app: web
      pod-template-hash: 5d8c7b9f4
    name: web-5d8c7b9f4
    namespace: shop
    ownerReferences:
    - apiVersion: apps/v1
      blockOwnerDeletion: true
      controller: true
      kind: Deployment
      name: web
      uid: 55c8bb00-d7ab-4b5c-b8c7-db9fdb8dfeda
    resourceVersion: "81230"
    uid: 0f0c2c47-5a5c-4f0e-a0d8-0d7a6f6e3c11
  spec:
    replicas: 5
    template:
      metadata:
        labels:
          app: web
          pod-template-hash: 5d8c7b9f4
  status:
    replicas: 5
- apiVersion: v1
  kind: Service
  metadata:
    creationTimestamp: "2026-11-20T08:00:00Z"
    name: web
    namespace: shop
    resourceVersion: "702"
    uid: 2f6f6f0c-6f0c-4b4b-8c8c-1a1a1a1a1a1a
  spec:
    clusterIP: 10.96.12.7
    clusterIPs:
    - 10.96.12.7
    internalTrafficPolicy: Cluster
    ipFamilies:
    - IPv4
    ipFamilyPolicy: SingleStack
    ports:
    - port: 80
      protocol: TCP
      targetPort: 80
    selector:
      app: web
    sessionAffinity: None
    type: ClusterIP
  status:
    loadBalancer: {}
- addressType: IPv4
  apiVersion: discovery.k8s.io/v1
  endpoints:
  - addresses:
    - 10.244.0.7
    conditions:
      ready: true
  kind: EndpointSlice
  metadata:
    labels:
      kubernetes.io/service-name: web
    name: web-x7k2p
    namespace: shop
kind: List
metadata:
  resourceVersion: ""
`;

const AFTER = yaml(deployment('web', { replicas: 5 }), service('web', { app: 'web' }));

describe('kubectl get … -o yaml | check dist --against -', () => {
  it('starts from the pods that are ready, and names the objects that are not at rest', async () => {
    const cwd = workspace({ 'dist/web.yaml': AFTER });
    const run = await runInProcess(['check', 'dist', '--against', '-'], { cwd, input: LIST });
    expect(run).toEqual({
      exitCode: 0,
      stdout: [
        'Service shop/web: 3 → 5 ready endpoints, 3 at the lowest',
        '  web  ██████████   100%  →  ██████████   100%  100% on the way',
        '  warning not-at-rest  dist/web.yaml:7',
        '    Deployment shop/web has fewer ready pods than it should: 3 of 5',
        '    fix: wait until it is at rest: kubectl rollout status deployment/web --namespace shop',
        '    https://github.com/cdk8s-rollouts/cdk8s-rollouts/blob/main/docs/rules/not-at-rest.md',
        '',
        'assumed: readiness probes tell the truth',
        '1 warning in 1 Service (1 shown, 0 unchanged)',
        '',
      ].join('\n'),
      stderr:
        'note: 1 list of endpoints in standard input not used: the status of Deployments states which pods are ready\n',
    });
  });

  it('fails on it if that is asked for', async () => {
    const cwd = workspace({ 'dist/web.yaml': AFTER });
    const args = ['check', 'dist', '--against', '-', '--severity', 'not-at-rest=error'];
    expect((await runInProcess(args, { cwd, input: LIST })).exitCode).toBe(1);
  });

  it('is safe at rest, as JSON of the API server as well', async () => {
    const cwd = workspace({ 'dist/web.yaml': AFTER });
    const input = JSON.stringify(parse(LIST.replaceAll('readyReplicas: 3', 'readyReplicas: 5')));
    const run = await runInProcess(['check', 'dist', '--against', '-'], { cwd, input });
    expect([run.exitCode, run.stdout]).toEqual([0, 'safe: nothing found in 1 Service (0 shown, 1 unchanged)\n']);
  });

  it('gives no answer if the pipe is empty, as after a failed kubectl', async () => {
    const cwd = workspace({ 'dist/web.yaml': AFTER });
    for (const input of ['', '\n']) {
      expect(await runInProcess(['check', 'dist', '--against', '-'], { cwd, input })).toEqual({
        exitCode: 2,
        stdout: '',
        stderr:
          'error: --against: expected the running manifests on standard input, got nothing; check whether the command before the pipe failed, or pipe in an empty List if nothing runs\n',
      });
    }
    const empty = 'apiVersion: v1\nkind: List\nitems: []\n';
    expect((await runInProcess(['check', 'dist', '--against', '-'], { cwd, input: empty })).exitCode).toBe(0);
  });

  it('names the objects that run beside the new manifests, except those that another object owns', async () => {
    const cwd = workspace({ 'dist/web.yaml': AFTER });
    const owner = { ownerReferences: [{ apiVersion: 'example.com/v1', kind: 'Database', name: 'db', uid: '1' }] };
    const items = [
      live(deployment('web', { replicas: 5 }), readyStatus(5)),
      live(service('web', { app: 'web' })),
      live(service('pay', { app: 'pay' })),
      live(service('db', { app: 'db' }), {}, { metadata: owner }),
      live(service('kubernetes', undefined, { namespace: 'default' })),
    ];
    const { stderr } = await runInProcess(['check', 'dist', '--against', '-'], {
      cwd,
      input: stringify({ apiVersion: 'v1', kind: 'List', items }, { aliasDuplicateObjects: false }),
    });
    expect(stderr).toBe(
      'note: 1 Service of standard input not in the new manifests, and counted as removed: shop/pay; limit kubectl get to the objects of these manifests, with a namespace or a label (-l)\n',
    );
  });
});
