import { planCanary } from '../src';
import type { KubeObject } from './kinds';

function version(name: string, replicas: number): KubeObject & { readonly spec: object } {
  const labels = { app: 'web', version: name };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: `web-${name}` },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name: 'main', image: 'web:1' }] } },
    },
  };
}

function service(selector: Record<string, string>): KubeObject & { readonly spec: object } {
  return { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec: { selector, ports: [{ port: 80 }] } };
}

const all = service({ app: 'web' });
const only = (name: string): KubeObject => service({ app: 'web', version: name });

/**
 * The states that each tool applies one by one, starting with 10 pods of v1. Each is at rest before the next. If a tool
 * does not wait, two of its states are one here.
 */
export const SEQUENCES: Readonly<Record<string, KubeObject[][]>> = {
  'this package, canary: 10 + 0 to 5 + 5': [
    [version('v1', 10), all],
    ...planCanary({ replicas: 10, steps: [50, 100] })
      .stages.filter(({ canary }) => canary <= 5)
      .map(({ stable, canary }) => [version('v1', stable), version('v2', canary), all]),
  ],
  'this package, blue/green: green first, then switch': [
    [version('v1', 10), only('v1')],
    [version('v1', 10), version('v2', 10), only('v1')],
    [version('v1', 10), version('v2', 10), only('v2')],
  ],
  // Both ReplicaSets move within maxUnavailable 25%, which is the default of a Rollout.
  'Argo Rollouts, basic canary': [
    [version('v1', 10), version('v2', 0), all],
    [version('v1', 8), version('v2', 2), all],
    [version('v1', 6), version('v2', 4), all],
    [version('v1', 5), version('v2', 5), all],
  ],
  'PipeCD, canary at 50%': [
    [version('v1', 10), all],
    [version('v1', 10), version('v2', 5), all],
  ],
  'PipeCD, blue/green: the switch does not wait': [
    [version('v1', 10), only('v1')],
    [version('v1', 10), version('v2', 10), only('v2')],
  ],
  'Azure, blue/green with a buffer of 0 minutes': [
    [version('v1', 10), only('v1')],
    [version('v1', 10), version('v2', 10), only('v2')],
  ],
  'Harness, blue/green: swap at a steady state': [
    [version('v1', 10), only('v1')],
    [version('v1', 10), version('v2', 10), only('v1')],
    [version('v1', 10), version('v2', 10), only('v2')],
  ],
};
