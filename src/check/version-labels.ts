import type { Labels } from '../manifests/label-selector';
import { labelSelector } from '../manifests/label-selector';
import { imageDifference } from './template-change';
import type { DeploymentState, ManifestState, PodTemplate, ServiceState } from '../manifests/state';

/**
 * Labels that distinguish the versions of an app. Others, such as `component`, distinguish apps that live side by side.
 */
const TRACK_KEYS = new Set([
  'app.kubernetes.io/version',
  'color',
  'colour',
  'deployment-color',
  'release-track',
  'rollout',
  'slot',
  'track',
  'version',
]);

const TRACK_VALUE =
  /^(?:blue|green|stable|canary|primary|baseline|active|preview|live|idle|current|next|v\d[\w.-]*|\d+[.-]\d[\w.-]*)$/i;

const COLORS = new Set(['blue', 'green']);

/** Reports whether a label distinguishes versions of an app. */
export function isTrackLabel(key: string, value: string): boolean {
  return TRACK_KEYS.has(key) || TRACK_VALUE.test(value);
}

/**
 * Returns the label with which a Service picks one version out of several, as in a blue/green strategy. There are
 * Deployments beside the picked one that differ only in this label, or its value is a color.
 *
 * @param own the key of the picked Deployment, which may have had another label before. @default - none is picked
 */
export function pinnedTrack(service: ServiceState, states: ManifestState[], own?: string): string | undefined {
  const labels = service.selector?.matchLabels ?? {};
  return Object.keys(labels).find((key) => {
    const value = labels[key] ?? '';
    if (!isTrackLabel(key, value)) return false;
    return (
      COLORS.has(value) || states.some((state) => siblings(service, state, key).some((other) => other.key !== own))
    );
  });
}

/** Returns the Deployments that a Service would also select if its selector lacked one label. */
export function siblings({ namespace, selector }: ServiceState, state: ManifestState, key: string): DeploymentState[] {
  const { [key]: value, ...others } = selector?.matchLabels ?? {};
  if (Object.keys(others).length === 0) return [];
  return state.deploymentsByLabel
    .select(namespace, labelSelector(others))
    .filter(({ labels }) => Object.hasOwn(labels, key) && labels[key] !== value);
}

const VERSION_KEYS = ['version', 'app.kubernetes.io/version'];

/** Returns the usual name of the version of pods with these labels. */
export function versionName(labels: Labels, deploymentName: string): string {
  const key = VERSION_KEYS.find((candidate) => Object.hasOwn(labels, candidate));
  return (key === undefined ? undefined : labels[key]) ?? deploymentName;
}

/**
 * Reports whether one version is older than another, if their names tell: `v9` is older than `v10`, `1.2.0` than
 * `1.10`.
 *
 * @returns `undefined` if the names don't tell, as with commit hashes and colors
 */
export function isOlder(a: string, b: string): boolean | undefined {
  const [left, right] = [numbersOf(a), numbersOf(b)];
  if (left === undefined || right === undefined) return undefined;
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return undefined;
}

/** Reports whether all images that two templates do not share are older ones of the same repository, by their tags. */
export function isOlderImage(a: PodTemplate['images'], b: PodTemplate['images']): boolean {
  const changed = Object.keys(a).filter((container) => Object.hasOwn(b, container) && a[container] !== b[container]);
  return (
    changed.length > 0 &&
    changed.every((container) => {
      const [left, right] = [taggedImage(a[container]), taggedImage(b[container])];
      return left.name === right.name && isOlder(left.tag, right.tag) === true;
    })
  );
}

function taggedImage(image = ''): { readonly name: string; readonly tag: string } {
  const [reference = ''] = image.split('@');
  const [, name = reference, tag = ''] = /^(.*):([^/:]+)$/.exec(reference) ?? [];
  return { name, tag };
}

function numbersOf(version: string): number[] | undefined {
  const match = /^v?(\d{1,9}(?:[.-]\d{1,9})*)(?![\w])/i.exec(version);
  return match?.[1]?.split(/[.-]/).map(Number);
}

/**
 * Returns the name of a version. Old and new pods of one Deployment often have the same labels; the image then
 * distinguishes them.
 */
export function toVersionName(own: PodTemplate, templates: PodTemplate[], deployment: string): string {
  const name = versionName(own.labels, deployment);
  const other = templates.find((template) => template !== own && template.fingerprint !== own.fingerprint);
  if (other === undefined || versionName(other.labels, deployment) !== name) return name;
  const images = Object.entries(own.images).filter(([container, image]) => other.images[container] !== image);
  if (images.length > 0) {
    const shown = images.map(([container, image]) => imageDifference(image, other.images[container] ?? ''));
    return `${name} (${shown.join(', ')})`;
  }
  return `${name} (${own === templates[0] ? 'old' : 'new'} template)`;
}
