import { describe, expect, it } from 'vitest';
import { toTolerantState } from '../../src/manifests/to-state';
import { readManifests } from '../../src/manifests/yaml/read-manifests';
import { shellWord } from '../../src/text/shell-word';

const commands = (text: string, file: string): string[] =>
  toTolerantState(readManifests(text, file)).state.unread.renderFirst;

const HELM_RELEASE = `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: shop, namespace: prod}
spec:
  chart: {spec: {chart: ./charts/shop, version: 1.2.x}}
  values: {replicas: 3}
`;

const FLUX = `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: apps, namespace: flux-system}
spec: {path: ./apps/prod}
`;

describe('the command that renders a folder', () => {
  it.each<[string, string, string, string]>([
    ['of kustomize', 'resources: [web.yaml]\n', 'overlays/prod/kustomization.yaml', 'kustomize build overlays/prod'],
    [
      'of kustomize, whose file is an object of its own',
      'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [web.yaml]\n',
      'main:overlays/prod/kustomization.yaml',
      'kustomize build overlays/prod',
    ],
    ['of a chart', 'name: shop\nversion: 1.0.0\n', 'charts/shop/Chart.yaml', 'helm template charts/shop'],
    [
      'of a template of a chart',
      'apiVersion: v1\nkind: Service\nmetadata: {name: {{ .Release.Name }}}\n',
      'charts/shop/templates/web/service.yaml',
      'helm template charts/shop',
    ],
    [
      'of a HelmRelease',
      HELM_RELEASE,
      'apps/shop.yaml',
      'helm template shop ./charts/shop --version 1.2.x --namespace prod --values VALUES',
    ],
    [
      'of a Kustomization of Flux',
      FLUX,
      'clusters/prod/apps.yaml',
      'flux build kustomization apps --path ./apps/prod --kustomization-file clusters/prod/apps.yaml --dry-run',
    ],
    [
      'of variables of Flux',
      'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {ports: [{port: 80, targetPort: "${PORT}"}]}\n',
      'apps/web.yaml',
      'flux envsubst < apps/web.yaml',
    ],
  ])('%s', (_, text, file, command) => {
    expect(commands(text, file)).toEqual([command]);
  });

  it('runs no command that is hidden in the name of a file', () => {
    expect(commands('resources: []\n', 'a $(touch pwned)/kustomization.yaml')).toEqual([
      "kustomize build 'a $(touch pwned)'",
    ]);
    expect(shellWord("it's")).toBe(`'it'\\''s'`);
    expect(shellWord('--exec')).toBe('./--exec');
    expect(shellWord('')).toBe("''");
  });
});

describe('a Deployment without a selector', () => {
  const patch = (kind: string, apiVersion = 'apps/v1'): string =>
    `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: web}\nspec: {template: {metadata: {labels: {app: web}}}}\n`;

  it.each(['Deployment', 'StatefulSet', 'DaemonSet'])('is read as a patch, and named: %s', (kind) => {
    const { state, refusals } = toTolerantState(readManifests(patch(kind), 'patch.yaml'));
    expect(refusals).toEqual([]);
    expect([...state.deployments.keys()]).toEqual([]);
    expect(state.unread.leftOut.map(({ message }) => message)).toEqual([
      `${kind} web: spec.selector: expected a selector, got undefined; add the selector, or render it first if it is a patch, for example with kustomize build`,
    ]);
  });

  it('is whole in an API that took the labels of its pods', () => {
    const { state } = toTolerantState(readManifests(patch('Deployment', 'extensions/v1beta1'), 'web.yaml'));
    expect([...state.deployments.keys()]).toEqual(['default/web']);
  });

  it('is an error if the reading is strict', () => {
    const { refusals } = toTolerantState(readManifests(patch('Deployment'), 'web.yaml'), { strict: true });
    expect(refusals).toHaveLength(1);
  });
});
