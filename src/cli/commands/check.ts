import { Option } from 'commander';
import type { CommandDefinition } from '../command';
import { CHECK_FORMATS, collectOutputs } from './check-outputs';
import { collectAssignments, collectPatterns, parseFailOn, parseMaxUnavailable, parsePercent } from './option-parsers';

export const checkCommand: CommandDefinition = {
  name: 'check',
  describe: (command) =>
    command
      .summary('predict whether a change of manifests would drop requests')
      .description(
        'Predicts what happens while the manifests of one state replace those of another, and reports every problem: a Service that runs out of ready endpoints, a version that gets too much traffic, a change that the API server refuses. The YAML can come from cdk8s, Helm, Kustomize or an editor.',
      )
      .argument(
        '[after...]',
        'the new manifests: directories, files, or - for standard input (default: the paths in the settings)',
      )
      .option(
        '--against <before>',
        'the manifests that run now: a git revision (the same paths are read there), a directory, a file, or - for standard input',
      )
      .option('--against-dir <path>', 'the same for a directory or file, even if a revision has the same name')
      .option(
        '--config <file>',
        'the file with the settings (default: rollouts.config.yaml or package.json at the revision)',
      )
      .option('--no-config', 'ignore settings files; use only the flags')
      .addOption(new Option('--format <format>', 'the output format').choices(CHECK_FORMATS).default('text'))
      .option(
        '--output <format=file>',
        'also write the result to a file, as in html=report.html; repeatable, and the check runs once',
        collectOutputs,
      )
      .option(
        '--fail-on <what>',
        'exit with 1 for findings of this severity or worse: error, warning, info or never; add not-judged to also fail if something was not judged, as in warning,not-judged (default: error)',
        parseFailOn,
      )
      .option('--explain', 'with --format text: print the events that lead to each finding')
      .option(
        '--severity <rule=level>',
        'set the severity of a rule to error, warning, info or off; repeatable',
        collectAssignments,
      )
      .option(
        '--max-unavailable <pods>',
        'how many ready endpoints of a Service may be missing during the change: a number of pods or a percentage (default: 25%)',
        parseMaxUnavailable,
      )
      .option(
        '--max-share-step <points>',
        'how much the share of a canary may grow, in percentage points (default: 50)',
        parsePercent,
      )
      .option(
        '--tolerance <points>',
        'how far a share may overshoot during the change, in percentage points (default: 5)',
        parsePercent,
      )
      .option('--no-sync-waves', 'ignore Argo CD sync waves, if another tool applies the manifests')
      .option('--exclude <pattern>', 'files and folders to leave out; repeatable', collectPatterns)
      .option('--strict', "fail on anything that can't be read, instead of leaving it out with a note")
      .addHelpText(
        'after',
        `
Exit codes:
  0  no finding is as severe as --fail-on
  1  a finding is, or something was not judged and --fail-on includes not-judged
  2  wrong usage, or unreadable manifests: only the errors are printed

Examples:
  $ cdk8s-rollouts check dist/ --against main
  $ cdk8s-rollouts check dist/ --against HEAD~1 --fail-on warning
  $ helm template shop | cdk8s-rollouts check - --against released.yaml --format markdown
  $ kubectl get deployments,services,hpa,pdb -o yaml | cdk8s-rollouts check dist/ --against -`,
      ),
  load: async () => (await import('./run-check.js')).runCheck,
};
