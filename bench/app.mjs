/**
 * The app that every way of writing manifests writes: a canary at 10%, which is two Deployments and a Service. All ways
 * must give the same objects, which `verify.mjs` checks.
 */
export const REPLICAS = 10;
export const CANARY_PERCENT = 10;
export const PORT = 80;

/** The versions of an app, with their pods. */
export const VERSIONS = [
  { version: 'v1', image: 'my-app:v1.0.0', replicas: 9 },
  { version: 'v2', image: 'my-app:v2.0.0', replicas: 1 },
];

/** Returns the name of an app by its number. */
export function appName(index) {
  return `app-${index}`;
}
