import type { ServiceReport } from '../../check/check-result';
import { type Look, looksOf } from '../../picture/looks';

/** Returns a look for each version of a report, so that a version has the same color in all of its pictures. */
export function looksOfReport(services: readonly ServiceReport[]): ReadonlyMap<string, Look> {
  const versions = services.flatMap((service) => service.versions);
  // The old versions come first, so that they get the muted colors.
  const isOld = ({ percentBefore = 0 }: (typeof versions)[number]): boolean => percentBefore > 0;
  const ordered = [...versions.filter(isOld), ...versions.filter((version) => !isOld(version))];
  return looksOf(ordered.map(({ version }) => version));
}
