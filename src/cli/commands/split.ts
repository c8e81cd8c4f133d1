import { Option } from 'commander';
import type { CommandDefinition } from '../command';
import { parseCount, parsePercent } from './option-parsers';

export const splitCommand: CommandDefinition = {
  name: 'split',
  describe: (command) =>
    command
      .summary('convert a percentage into pods of each version')
      .description('Finds the numbers of stable and canary pods that come closest to a percentage of the traffic.')
      .requiredOption('--replicas <count>', 'the number of pods while no canary runs', parseCount)
      .requiredOption(
        '--percent <number>',
        'the share of the traffic that the canary should get, 0 to 100',
        parsePercent,
      )
      .option('--max-surge <count>', 'how many extra pods may run (default: 0)', parseCount)
      .option('--tolerance <points>', 'how far off the share may be, in percentage points (default: 5)', parsePercent)
      .addOption(
        new Option('--policy <policy>', 'whether canary pods replace stable pods or are added to them')
          .choices(['replace', 'keep-stable'])
          .default('replace'),
      )
      .addOption(new Option('--format <format>', 'the output format').choices(['text', 'json']).default('text'))
      .addHelpText(
        'after',
        `
Exit codes:
  0  the split is printed
  1  no split comes within the tolerance (the error suggests options that work)
  2  wrong usage

Examples:
  $ cdk8s-rollouts split --replicas 10 --percent 10
  $ cdk8s-rollouts split --replicas 3 --percent 10 --max-surge 4`,
      ),
  load: async () => (await import('./run-split.js')).runSplit,
};
