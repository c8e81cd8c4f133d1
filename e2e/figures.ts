import { Change } from './random-pair';
import type { TriedPair } from './try-pairs';

/** The pairs with one kind of change. */
interface Row {
  readonly change: string;
  readonly pairs: TriedPair[];
}

/** Returns the results of random pairs of states as a Markdown table. */
export function toFigures(tried: TriedPair[]): string {
  const byChange = Object.values(Change).map((change) => ({
    change,
    pairs: tried.filter(({ changes }) => changes.includes(change)),
  }));
  const rows = [...byChange, { change: '**all pairs**', pairs: tried }].filter(({ pairs }) => pairs.length > 0);
  return [
    '| what changes, among others | pairs | worse than predicted | fewest endpoints: as predicted | above the prediction, mean | highest share: as predicted |',
    '| --- | ---: | ---: | ---: | ---: | ---: |',
    ...rows.map(toLine),
  ].join('\n');
}

function toLine({ change, pairs }: Row): string {
  const gaps = pairs.map(
    ({ observed: { predicted, seen } }) => seen.lowestReadyEndpoints - predicted.lowestReadyEndpoints,
  );
  const highest = pairs.flatMap(({ observed: { predicted, seen } }) =>
    predicted.versions.flatMap(({ version, percentHighest }) => {
      const reached = seen.versions.find((other) => other.version === version)?.percentHighest;
      return percentHighest === undefined || reached === undefined ? [] : [Math.abs(percentHighest - reached) < 1e-9];
    }),
  );
  const cells = [
    change,
    pairs.length,
    pairs.filter(({ observed }) => observed.problems.length > 0).length,
    percentOf(gaps.map((gap) => gap === 0)),
    (gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length).toFixed(1),
    percentOf(highest),
  ];
  return `| ${cells.join(' | ')} |`;
}

function percentOf(flags: boolean[]): string {
  if (flags.length === 0) return '-';
  return `${Math.round((100 * flags.filter(Boolean).length) / flags.length)}%`;
}

/**
 * Inserts figures into a document. They replace earlier figures of the same cluster.
 *
 * @param heading the heading above the figures, without its `##`
 */
export function insertFigures(document: string, heading: string, figures: string): string {
  const section = `## ${heading}\n\n${figures}\n`;
  const sections = document.split(/^(?=## )/m);
  const index = sections.findIndex((text) => text.startsWith(`## ${heading}\n`));
  if (index === -1) return `${document.trimEnd()}\n\n${section}`;
  return sections
    .map((text, at) => (at === index ? `${section}\n` : text))
    .join('')
    .trimEnd()
    .concat('\n');
}
