import { Option } from 'commander';
import type { CommandDefinition } from '../command';
import { collectPatterns } from './option-parsers';

export const showCommand: CommandDefinition = {
  name: 'show',
  describe: (command) =>
    command
      .summary('show the share of each version in each Service')
      .description(
        'Shows the share of the traffic that each Service sends to each version, once the manifests are applied.',
      )
      .argument('<path...>', 'the manifests: directories, files, or - for standard input')
      .addOption(
        new Option('--format <format>', 'the output format; svg is a picture')
          .choices(['text', 'markdown', 'svg', 'json'])
          .default('text'),
      )
      .option('--exclude <pattern>', 'files and folders to leave out; repeatable', collectPatterns)
      .option('--strict', "fail on anything that can't be read, instead of leaving it out")
      .addHelpText(
        'after',
        `
Exit codes:
  0  the shares are printed
  2  wrong usage, or unreadable manifests: only the errors are printed

Examples:
  $ cdk8s-rollouts show dist/
  $ kubectl get deployments,services -o yaml | cdk8s-rollouts show -`,
      ),
  load: async () => (await import('./run-show.js')).runShow,
};
