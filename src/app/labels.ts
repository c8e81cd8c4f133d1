import type { AppOptions } from './app-options';
import { isLabelValue } from '../validate/names';
/** What stands behind the label `app.kubernetes.io/managed-by`. */
const MANAGED_BY = 'cdk8s-rollouts';

/**
 * The labels that Kubernetes recommends for what belongs to an app, where they are asked for. They are metadata of Deployments
 * and Services, and neither selectors nor pods have them, so that they may change without a restart.
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

/** The tag of an image: what follows the last colon of its last part, without the digest. */
function tagOf(image: string): string | undefined {
  const [reference = ''] = image.split('@');
  return /:([^/:]+)$/.exec(reference)?.[1];
}

/** The keys of the labels that selectors are made of, where the app does not pin others. */
export const DEFAULT_APP_LABEL = 'app';

export const DEFAULT_VERSION_LABEL = 'version';

/** The key of the label that tells the versions of an app apart. */
export function versionLabelKey(app: AppOptions): string {
  return app.versionLabel ?? DEFAULT_VERSION_LABEL;
}

/** The label that all pods of an app carry. */
export function appLabels(app: AppOptions): Record<string, string> {
  return { [app.appLabel ?? DEFAULT_APP_LABEL]: app.name };
}
