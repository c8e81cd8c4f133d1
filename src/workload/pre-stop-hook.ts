import type { Json } from './json';
import { DEFAULT_GRACE, type DrainOptions } from '../app/drain';
import { DrainMethod } from '../app/drain-method';
import { sortedByKey } from '../text/by-code-unit';

/** Returns the time that a pod has to shut down, in seconds, or `undefined` if the default of Kubernetes is enough. */
export function gracePeriodSeconds({ drainPeriod }: DrainOptions): number | undefined {
  return drainPeriod === undefined ? undefined : drainPeriod.toSeconds() + DEFAULT_GRACE;
}

interface DeploymentManifest {
  readonly spec: { readonly template: { readonly spec: { readonly containers: { readonly lifecycle?: object }[] } } };
}

/**
 * Returns a Deployment whose main container keeps serving while its pod ends. The hook is added to the written
 * manifest, because the Kubernetes of cdk8s-plus-28 lacks some of its fields, and cdk8s leaves out unknown ones.
 */
export function withPreStopHook(manifest: Json, { drainPeriod, drainMethod }: DrainOptions): Json {
  if (drainPeriod === undefined) return manifest;
  const seconds = drainPeriod.toSeconds();
  const preStop =
    drainMethod === DrainMethod.NATIVE_SLEEP
      ? { sleep: { seconds } }
      : { exec: { command: ['sleep', String(seconds)] } };
  const { spec } = manifest as unknown as DeploymentManifest;
  const { template } = spec;
  const [main, ...others] = template.spec.containers;
  const drained = sortedByKey({ ...main, lifecycle: { ...main?.lifecycle, preStop } });
  const pod = { ...template.spec, containers: [drained, ...others] };
  return { ...manifest, spec: { ...spec, template: { ...template, spec: pod } } };
}
