import { Option } from 'commander';
import type { CommandDefinition } from '../command-definition';
import { collectAssignments, parseFailOn, parseIntOrPercent, parsePercent } from './option-parsers';

export const checkCommand: CommandDefinition = {
  name: 'check',
  describe: (command) =>
    command
      .summary('whether a change of manifests keeps every request served')
      .description(
        'Predicts what happens while the manifests of one state replace those of another, and says what would go wrong: which Service runs out of ready endpoints, which version gets more traffic than it should, which change will not be applied. Any YAML will do, from cdk8s, Helm, Kustomize or by hand.',
      )
      .argument(
        '[after...]',
        'the new manifests: directories, files, or - for the standard input (default: the paths of the configuration)',
      )
      .option(
        '--against <before>',
        'the manifests that run: a git revision at which the same paths are read, a directory, a file, or - for the standard input',
      )
      .option('--against-dir <path>', 'the same, for a directory or file that may be called like a revision')
      .option('--config <file>', 'the settings (default: rollouts.config.yaml or package.json at the revision)')
      .option('--no-config', 'use no settings but those of the flags')
      .addOption(
        new Option('--format <format>', 'how to print the result')
          .choices(['text', 'markdown', 'html', 'json', 'github', 'gitlab', 'sarif'])
          .default('text'),
      )
      .option(
        '--fail-on <what>',
        'exit with 1 for findings of this severity or worse: error, warning, info or never; with not-judged, also where something was not judged, such as warning,not-judged (default: error)',
        parseFailOn,
      )
      .option('--explain', 'in text: the events that lead to each finding')
      .option('--severity <rule=level>', 'set a rule to error, warning, info or off; repeatable', collectAssignments)
      .option(
        '--max-unavailable <pods>',
        'how many ready endpoints of a Service may be missing on the way: pods, or a percentage (default: 25%)',
        parseIntOrPercent,
      )
      .option('--max-share-step <points>', 'how many points of share a canary may gain (default: 50)', parsePercent)
      .option('--tolerance <points>', 'how many points a share may overshoot on the way (default: 5)', parsePercent)
      .option('--no-sync-waves', 'ignore the sync waves of Argo CD, where something else applies the manifests')
      .option('--strict', 'stop at anything that can not be read as it stands, instead of leaving it out and naming it')
      .addHelpText(
        'after',
        `
Exit codes:
  0  no finding is as severe as --fail-on
  1  there are such findings, or --fail-on not-judged and something was not judged
  2  wrong use, or manifests that can't be read: nothing is printed but the errors

Examples:
  $ cdk8s-rollouts check dist/ --against main
  $ cdk8s-rollouts check dist/ --against HEAD~1 --fail-on warning
  $ helm template shop | cdk8s-rollouts check - --against released.yaml --format markdown
  $ kubectl get deployments,services,hpa,pdb -o yaml | cdk8s-rollouts check dist/ --against -`,
      ),
  load: async () => (await import('./run-check.js')).runCheck,
};
