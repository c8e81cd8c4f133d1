import type { ServiceReport } from '../src';
import type { ObservedService } from './observed-service';

/** The tolerance for shares, whose last digits depend on the way they are computed. */
const EPSILON = 1e-9;

/** Returns a sentence for each observation that is impossible according to the model. */
export function unsoundness(report: ServiceReport, seen: ObservedService): string[] {
  const problems: string[] = [];
  const where = `Service ${report.name}`;
  if (seen.lowestReadyEndpoints < report.lowestReadyEndpoints) {
    problems.push(
      `${where} had ${seen.lowestReadyEndpoints} ready endpoints; predicted were ${report.lowestReadyEndpoints} at least`,
    );
  }
  for (const predicted of report.versions) {
    const { percentLowest, percentHighest } = seen.versions.find(({ version }) => version === predicted.version)!;
    const share = `${where} sent ${predicted.version}`;
    if (percentLowest !== undefined && percentLowest < (predicted.percentLowest ?? Infinity) - EPSILON) {
      problems.push(`${share} ${percentLowest}%; predicted were ${predicted.percentLowest ?? 'none'} at least`);
    }
    if (percentHighest !== undefined && percentHighest > (predicted.percentHighest ?? -Infinity) + EPSILON) {
      problems.push(`${share} ${percentHighest}%; predicted were ${predicted.percentHighest ?? 'none'} at most`);
    }
  }
  return problems;
}
