import { describeSelector } from '../../manifests/label-selector';
import type { DeploymentState } from '../../manifests/state';
import type { Rule } from '../rule';
import { Severity } from '../severity';
import { describeObject, enumerate } from '../../text/words';

/** The labels that name an app (Kubernetes documentation, "recommended labels", and older conventions). */
const APP_KEYS = ['app.kubernetes.io/name', 'app.kubernetes.io/instance', 'app', 'k8s-app'];

/** Common suffixes of an app's name for one of its versions. */
const VERSION_SUFFIX = /-(?:blue|green|stable|canary|primary|baseline|preview|active|v?\d[\w.-]*)$/i;

const MOST_NAMES = 3;

export const serviceSelectsForeignPods: Rule = {
  id: 'service-selects-foreign-pods',
  severity: Severity.WARNING,
  title: 'a Service selects pods of several apps',
  why: 'A selector that is too wide sends part of the traffic to pods of another app. Users see errors that come and go.',
  check: ({ rollout }) =>
    [...rollout.services.values()].flatMap(({ after: service, deployments }) => {
      if (service?.selector === undefined) return [];
      const selected = deployments.flatMap(({ deployment, after }) =>
        after && deployment.after !== undefined ? [deployment.after] : [],
      );
      const key = APP_KEYS.find((candidate) => appsOf(selected, candidate).size > 1);
      if (key === undefined) return [];
      const apps = [...appsOf(selected, key)];
      const names = apps.slice(0, MOST_NAMES).map((app) => `${key}=${app}`);
      const rest = apps.length - names.length;
      return {
        object: service,
        message: `${describeObject(service)} selects ${describeSelector(service.selector)}, which pods of ${apps.length} apps have: ${enumerate(rest > 0 ? [...names, `${rest} more`] : names)}`,
        fix: `add the label ${key} of the intended app to the selector`,
        field: ['spec', 'selector'],
      };
    }),
};

/** Returns the apps of the Deployments by one label; versions of an app count as one. */
function appsOf(deployments: DeploymentState[], key: string): Set<string> {
  const values = deployments.flatMap(({ labels }) => (Object.hasOwn(labels, key) ? (labels[key] ?? []) : []));
  return new Set(values.map((value) => value.replace(VERSION_SUFFIX, '')));
}
