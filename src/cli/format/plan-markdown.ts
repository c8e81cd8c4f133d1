import { bar } from './bar';
import { escapeMarkdown } from './markdown-escape';
import { type PlanView, podsWords, type StageView, titleWords } from './plan-view';
import { share } from './share-words';

/**
 * Returns a plan as a runbook: an overview, and a section per stage with its commands, the condition to wait for and
 * the way back.
 */
export function formatPlanMarkdown(plan: PlanView): string {
  const { title, promise, stages, cleanUp } = plan;
  const blocks = [
    `# ${escapeMarkdown(title)}`,
    `Guarantees ${promise}. Apply the stages in order, each one once the stage before is steady.`,
    overview(plan).join('\n'),
    ...stages.flatMap((stage) => stageBlocks(stage, plan)),
    `## Last: ${escapeMarkdown(cleanUp.title)}`,
    `**Before:** ${escapeMarkdown(cleanUp.waitFor)}.`,
    shell(cleanUp.commands),
    `**Go back:** ${escapeMarkdown(cleanUp.rollback)}.`,
  ];
  return `${blocks.join('\n\n')}\n`;
}

function overview(plan: PlanView): string[] {
  const { tracks, stages } = plan;
  const [old, fresh] = tracks.map(escapeMarkdown);
  return [
    `| | Stage | Pods of ${old} | Pods of ${fresh} | Share of ${fresh} | Fewest ready |`,
    '| ---: | --- | ---: | ---: | --- | ---: |',
    ...stages.map((stage) => {
      const { number, percent, lowestReady } = stage;
      const title = titleWords(stage, plan);
      const pods = [podsWords(stage, 0), podsWords(stage, 1)];
      const cells = [number, escapeMarkdown(title), ...pods, `${bar(percent)} ${share(percent)}`, lowestReady];
      return `| ${cells.join(' | ')} |`;
    }),
  ];
}

function stageBlocks(stage: StageView, { tracks, apply }: PlanView): string[] {
  const { number, title, pods, waitFor, commands, rollback } = stage;
  const first = number === 1;
  const start = `Apply the manifests with ${pods[1]} pods of ${escapeMarkdown(tracks[1])}: the commands below scale its Deployment, so it has to exist.`;
  return [
    `## ${number}. ${escapeMarkdown(title)}`,
    ...(first ? [start] : []),
    shell(first ? [apply, ...commands] : commands),
    `**Wait until** ${escapeMarkdown(waitFor)}.`,
    `**Go back:** ${escapeMarkdown(rollback.description)}.`,
    ...(rollback.commands.length === 0 ? [] : [shell(rollback.commands)]),
  ];
}

/** Returns commands as a block. They contain only checked names. */
function shell(commands: string[]): string {
  return ['```sh', ...commands, '```'].join('\n');
}
