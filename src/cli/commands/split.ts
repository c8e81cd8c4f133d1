import { Option } from 'commander';
import type { CommandDefinition } from '../command-definition';
import { parseCount, parsePercent } from './option-parsers';

export const splitCommand: CommandDefinition = {
  name: 'split',
  describe: (command) =>
    command
      .summary('how many pods of each version serve a percentage')
      .description('How many stable and canary pods serve a percentage of the traffic, and how close that comes to it.')
      .requiredOption('--replicas <count>', 'how many pods serve when no canary runs', parseCount)
      .requiredOption(
        '--percent <number>',
        'the share of the traffic that the canary is to get, 0 to 100',
        parsePercent,
      )
      .option('--max-surge <count>', 'how many pods may run on top of the replicas (default: 0)', parseCount)
      .option('--tolerance <points>', 'how far off the percentage may be (default: 5)', parsePercent)
      .addOption(
        new Option('--policy <policy>', 'whether canary pods take the place of stable pods, or come on top of them')
          .choices(['replace', 'keep-stable'])
          .default('replace'),
      )
      .addOption(new Option('--format <format>', 'how to print the result').choices(['text', 'json']).default('text'))
      .addHelpText(
        'after',
        `
Exit codes:
  0  there is such a split
  1  the pods can't serve the percentage within the tolerance: the message says what would do
  2  wrong use

Examples:
  $ cdk8s-rollouts split --replicas 10 --percent 10
  $ cdk8s-rollouts split --replicas 3 --percent 10 --max-surge 4`,
      ),
  load: async () => (await import('./run-split.js')).runSplit,
};
