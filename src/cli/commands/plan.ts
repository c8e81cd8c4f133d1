import { Option } from 'commander';
import type { CommandDefinition } from '../command-definition';
import { parseCount, parseIntOrPercent, parsePercent, parseSteps } from './option-parsers';

export const planCommand: CommandDefinition = {
  name: 'plan',
  describe: (command) =>
    command
      .summary('a release as stages that are each safe to commit')
      .description(
        'Plans a release as stages that are each safe to commit: with the pods of each version, what to wait for, the kubectl commands that do the same by hand, and how to go back.',
      )
      .option('--release <file>', 'a release file, in place of the options that it states')
      .option('--replicas <count>', 'how many pods serve before and after the release', parseCount)
      .addOption(
        new Option('--strategy <strategy>', 'how to release').choices(['canary', 'blue-green']).default('canary'),
      )
      .option('--steps <percentages>', 'canary: its shares one after another, such as 10,30,50,100', parseSteps)
      .option(
        '--max-unavailable <pods>',
        'canary: how many pods may be missing at any moment: pods, or a percentage (default: 25%)',
        parseIntOrPercent,
      )
      .option(
        '--max-surge <pods>',
        'canary: how many pods may run on top at any moment: pods, or a percentage (default: 25%)',
        parseIntOrPercent,
      )
      .option('--tolerance <points>', 'canary: how far its share may be from a step (default: 5)', parsePercent)
      .addOption(
        new Option(
          '--policy <policy>',
          'canary: whether its pods replace stable ones or come on top of them (default: replace)',
        ).choices(['replace', 'keep-stable']),
      )
      .option('--stable <version>', 'canary: the name of the stable version (default: v1)')
      .option('--canary <version>', "canary: the name of the canary's version (default: v2)")
      .addOption(
        new Option('--active <color>', 'blue-green: the color that serves before (default: blue)').choices([
          'blue',
          'green',
        ]),
      )
      .option(
        '--preview-replicas <count>',
        'blue-green: how many pods of the new color are tested at first (default: all)',
        parseCount,
      )
      .option(
        '--max-replicas <count>',
        'how many pods the highest load needs, where autoscalers decide (default: none do)',
        parseCount,
      )
      .option('--name <name>', 'the name of the app, for the commands (default: my-app)')
      .option('--namespace <namespace>', 'the namespace, for the commands')
      .addOption(
        new Option('--format <format>', 'how to print the plan; markdown is a runbook, svg a picture')
          .choices(['text', 'markdown', 'svg', 'json'])
          .default('text'),
      )
      .addHelpText(
        'after',
        `
Exit codes:
  0  the plan is printed
  2  wrong use, a release file that can't be read, or no plan stays within the bounds: the message says what would do

Examples:
  $ cdk8s-rollouts plan --replicas 10 --steps 10,30,50,100
  $ cdk8s-rollouts plan --release releases/prod/shop.yaml --format markdown
  $ cdk8s-rollouts plan --replicas 3 --strategy blue-green --name shop --format markdown`,
      ),
  load: async () => (await import('./run-plan.js')).runPlan,
};
