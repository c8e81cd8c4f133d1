import { Option } from 'commander';
import type { CommandDefinition } from '../command';
import { parseCount, parseMaxSurge, parseMaxUnavailable, parsePercent, parseSteps } from './option-parsers';

export const planCommand: CommandDefinition = {
  name: 'plan',
  describe: (command) =>
    command
      .summary('plan a release as a series of safe commits')
      .description(
        'Plans a release as stages that are each safe to commit. Lists the pods of each version, the condition to wait for, the equivalent kubectl commands, and the way back.',
      )
      .option('--release <file>', 'a release file, instead of the options that it sets')
      .option('--replicas <count>', 'the number of pods before and after the release', parseCount)
      .addOption(
        new Option('--strategy <strategy>', 'the release strategy').choices(['canary', 'blue-green']).default('canary'),
      )
      .option('--steps <percentages>', 'canary: its shares in order, such as 10,30,50,100', parseSteps)
      .option(
        '--max-unavailable <pods>',
        'canary: how many pods may be missing at any moment: a number or a percentage (default: 25%)',
        parseMaxUnavailable,
      )
      .option(
        '--max-surge <pods>',
        'canary: how many extra pods may run at any moment: a number or a percentage (default: 25%)',
        parseMaxSurge,
      )
      .option(
        '--tolerance <points>',
        'canary: how far its share may be from a step, in percentage points (default: 5)',
        parsePercent,
      )
      .addOption(
        new Option(
          '--policy <policy>',
          'canary: whether its pods replace stable pods or are added to them (default: replace)',
        ).choices(['replace', 'keep-stable']),
      )
      .option('--stable <version>', 'canary: the name of the stable version (default: v1)')
      .option('--canary <version>', 'canary: the name of the canary version (default: v2)')
      .addOption(
        new Option('--active <color>', 'blue-green: the color that serves before the release (default: blue)').choices([
          'blue',
          'green',
        ]),
      )
      .option(
        '--preview-replicas <count>',
        'blue-green: how many pods of the new color to test at first (default: all)',
        parseCount,
      )
      .option('--overlap', 'blue-green: let both colors serve before the switch, for load balancers that target pods')
      .option(
        '--max-replicas <count>',
        'the number of pods at the highest load, if autoscalers set the count (default: no autoscalers)',
        parseCount,
      )
      .option('--name <name>', 'the name of the app, used in the commands (default: my-app)')
      .option('--namespace <namespace>', 'the namespace, used in the commands')
      .addOption(
        new Option('--format <format>', 'the output format; markdown is a runbook, svg is a picture')
          .choices(['text', 'markdown', 'svg', 'json'])
          .default('text'),
      )
      .addHelpText(
        'after',
        `
Exit codes:
  0  the plan is printed
  2  wrong usage, an unreadable release file, or no plan within the bounds (the error suggests other bounds)

Examples:
  $ cdk8s-rollouts plan --replicas 10 --steps 10,30,50,100
  $ cdk8s-rollouts plan --release releases/prod/shop.yaml --format markdown
  $ cdk8s-rollouts plan --replicas 3 --strategy blue-green --name shop --format markdown`,
      ),
  load: async () => (await import('./run-plan.js')).runPlan,
};
