import { describeLabel } from '../release/release-label';
import type { ReleaseStatus } from '../release/release-status';
import { bar } from './bar';
import { escapeMarkdown } from './markdown-escape';
import { share } from './share-words';
import { countStates, heldWords, NOTHING, shareNow, sinceWords, stageWords } from './status-words';

/** Returns releases as a table, followed by the stages of those that are not at rest. */
export function formatStatusMarkdown(statuses: ReleaseStatus[]): string {
  const rows = statuses.map((status) => {
    const percent = shareNow(status);
    return [
      `**${escapeMarkdown(describeLabel(status))}**`,
      escapeMarkdown(status.from),
      escapeMarkdown(status.to ?? NOTHING),
      stageWords(status),
      percent === undefined ? NOTHING : `${bar(percent, 10)} ${share(percent)}`,
      escapeMarkdown(status.next ?? NOTHING),
      sinceWords(status),
      escapeMarkdown(heldWords(status)),
    ];
  });
  const table = [
    '| Release | From | To | Stage | Share now | Next | Since | |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
    ...rows.map((cells) => `| ${cells.join(' | ')} |`),
  ].join('\n');
  const timelines = statuses.filter(({ stage }) => stage !== undefined).map(timeline);
  return `${[`${countStates(statuses)}.`, table, ...timelines].join('\n\n')}\n`;
}

/** Returns the stages of a release, one per line, with a mark at the current one. */
function timeline(status: ReleaseStatus): string {
  const { stages, stage: here = 0, from, to = NOTHING } = status;
  const name = `${escapeMarkdown(describeLabel(status))}: ${escapeMarkdown(from)} → ${escapeMarkdown(to)}`;
  const lines = stages.map(({ number, title }) => {
    const words = escapeMarkdown(title);
    if (number < here) return `${number}. ✓ ${words}`;
    return number === here ? `${number}. **${words} ← you are here**` : `${number}. ${words}`;
  });
  return [`### ${name}`, '', ...lines].join('\n');
}
