import type { AppOptions } from './app-options';
import { isLabelValue } from '../validate/names';
/** The value of the label `app.kubernetes.io/managed-by`. */
const MANAGED_BY = 'cdk8s-rollouts';

/**
 * Returns the recommended labels of Kubernetes for the resources of an app, if the app asks for them. They are metadata
 * of Deployments and Services. Selectors and pods don't get them, so they may change without a restart.
 *
 * @param image the image of a version, whose tag is its version number
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/
 */
export function recommendedLabels(
  { name, recommendedLabels: asked }: AppOptions,
  image?: string,
): Record<string, string> {
  if (asked !== true) return {};
  const version = image === undefined ? undefined : tagOf(image);
  return {
    'app.kubernetes.io/instance': name,
    'app.kubernetes.io/managed-by': MANAGED_BY,
    'app.kubernetes.io/name': name,
    ...(version !== undefined && isLabelValue(version) ? { 'app.kubernetes.io/version': version } : {}),
  };
}

/** Returns the tag of an image: the text after the last colon of its last part, without the digest. */
function tagOf(image: string): string | undefined {
  const [reference = ''] = image.split('@');
  return /:([^/:]+)$/.exec(reference)?.[1];
}

/** The default keys of the labels in selectors. */
export const DEFAULT_APP_LABEL = 'app';

export const DEFAULT_VERSION_LABEL = 'version';

/** Returns the key of the label that distinguishes the versions of an app. */
export function versionLabelKey(app: AppOptions): string {
  return app.versionLabel ?? DEFAULT_VERSION_LABEL;
}

/** Returns the label that all pods of an app have. */
export function appLabels(app: AppOptions): Record<string, string> {
  return { [app.appLabel ?? DEFAULT_APP_LABEL]: app.name };
}
