import { Option } from 'commander';
import type { CommandDefinition } from '../command-definition';

export const showCommand: CommandDefinition = {
  name: 'show',
  describe: (command) =>
    command
      .summary('which Service sends which share to which version')
      .description('Which Service sends which share of its traffic to which version, once the manifests are applied.')
      .argument('<path...>', 'the manifests: directories, files, or - for the standard input')
      .addOption(
        new Option('--format <format>', 'how to print the result; svg is a picture')
          .choices(['text', 'markdown', 'svg', 'json'])
          .default('text'),
      )
      .option('--strict', 'stop at anything that can not be read as it stands, instead of leaving it out')
      .addHelpText(
        'after',
        `
Exit codes:
  0  the shares are printed
  2  wrong use, or manifests that can't be read: nothing is printed but the errors

Examples:
  $ cdk8s-rollouts show dist/
  $ kubectl get deployments,services -o yaml | cdk8s-rollouts show -`,
      ),
  load: async () => (await import('./run-show.js')).runShow,
};
