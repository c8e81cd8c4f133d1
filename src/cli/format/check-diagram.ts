import type { ServiceReport, VersionReport } from '../../check/check-result';
import { describeService } from './check-groups';
import { escapeMermaid } from './markdown-escape';
import { share } from './share-words';

/** The most arrows. A picture with more would not help anyone. */
const MOST_ARROWS = 30;

/**
 * Returns the Services that share pods as a Mermaid flowchart, with an arrow per version that states its share before
 * and after. The table can't show that two Services lead to the same pods.
 *
 * @returns no lines if no two Services share pods, or if too many do
 */
export function sharedPodsDiagram(services: readonly ServiceReport[]): string[] {
  const counts = new Map<string, number>();
  for (const key of services.flatMap((service) => [
    ...new Set(service.versions.map((version) => keyOf(service, version))),
  ])) {
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const isShared = (service: ServiceReport, version: VersionReport): boolean =>
    counts.get(keyOf(service, version))! > 1;
  const drawn = services.filter((service) => service.versions.some((version) => isShared(service, version)));
  const arrows = drawn.flatMap((service, place) => service.versions.map((version) => ({ service, place, version })));
  if (arrows.length === 0 || arrows.length > MOST_ARROWS) return [];
  const keys = [...new Set(arrows.map(({ service, version }) => keyOf(service, version)))];
  return [
    '```mermaid',
    'flowchart LR',
    ...drawn.map((service, place) => `  s${place}["${escapeMermaid(describeService(service))}"]`),
    ...arrows.map(({ service, place, version }) => {
      const shares = `${share(version.percentBefore)} → ${share(version.percentAfter)}`;
      const target = `v${keys.indexOf(keyOf(service, version))}["${escapeMermaid(describeVersion(version))}"]`;
      return `  s${place} ${arrow(version)}|"${escapeMermaid(shares)}"| ${target}`;
    }),
    '```',
  ];
}

function keyOf({ namespace }: ServiceReport, { deployment, version }: VersionReport): string {
  return JSON.stringify([namespace, deployment, version]);
}

/** Returns an arrow: thick if the version will get traffic, dotted if not. */
function arrow({ percentAfter = 0 }: VersionReport): string {
  return percentAfter > 0 ? '==>' : '-.->';
}

function describeVersion({ version, deployment }: VersionReport): string {
  return version === deployment ? `Deployment ${deployment}` : `${version} (Deployment ${deployment})`;
}
