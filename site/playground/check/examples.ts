import argo1 from '../../../examples/argo-cd/argo-cd-1-blue.k8s.yaml?raw';
import argo2 from '../../../examples/argo-cd/argo-cd-2-green.k8s.yaml?raw';
import blue from '../../../examples/blue-green/blue-green-1-blue-alone.k8s.yaml?raw';
import both from '../../../examples/blue-green/blue-green-2-green-beside.k8s.yaml?raw';
import green from '../../../examples/blue-green/blue-green-3-switched.k8s.yaml?raw';
import drained from '../../../examples/blue-green/blue-green-4-drained.k8s.yaml?raw';
import canary10 from '../../../examples/canary/canary-2-canary-10-percent.k8s.yaml?raw';
import canary30 from '../../../examples/canary/canary-3-canary-30-percent.k8s.yaml?raw';
import canary50 from '../../../examples/canary/canary-4-canary-50-percent.k8s.yaml?raw';
import canary100 from '../../../examples/canary/canary-6-canary-100-percent.k8s.yaml?raw';

/** Two states to try the checker on. */
export interface Example {
  readonly id: string;
  readonly title: string;
  readonly before: string;
  readonly after: string;
}

/** Puts the Service behind a Google Cloud load balancer that targets the pods themselves. */
const behindLoadBalancer = (yaml: string): string =>
  yaml.replace(/(kind: Service\nmetadata:\n)/, '$1  annotations:\n    cloud.google.com/neg: \'{"ingress": true}\'\n');

/** The states from the examples of this repository, which the documentation also shows. */
export const EXAMPLES: Example[] = [
  { id: 'five-and-five', title: 'From 5 + 5 pods to 0 + 10', before: canary50, after: canary100 },
  { id: 'canary-step', title: 'A canary from 10% to 30%', before: canary10, after: canary30 },
  { id: 'green-and-switch', title: 'Green and the switch in one commit', before: blue, after: green },
  { id: 'green-beside', title: 'Step by step: green beside blue', before: blue, after: both },
  { id: 'switch', title: 'Step by step: the switch once green is ready', before: both, after: green },
  { id: 'drain', title: 'Step by step: blue goes to 0 pods', before: green, after: drained },
  { id: 'sync-waves', title: 'Green and the switch with Argo CD sync waves', before: argo1, after: argo2 },
  {
    id: 'load-balancer',
    title: 'The switch behind a load balancer',
    before: behindLoadBalancer(both),
    after: behindLoadBalancer(green),
  },
];
