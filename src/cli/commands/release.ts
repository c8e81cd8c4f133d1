import { type Command, Option } from 'commander';
import type { CommandDefinition, CommandRun } from '../command-definition';
import { parseSoak } from './option-parsers';

type RunName = Exclude<keyof typeof import('./run-release.js'), 'default'>;

/** Loads the work of a subcommand only when it is used. */
function load(name: RunName): () => Promise<CommandRun> {
  return async () => (await import('./run-release.js'))[name];
}

const EXIT_CODES = `
Exit codes:
  0  the file is changed
  2  wrong use, or a file that can't be read or changed: nothing is written`;

function addChangeOptions(command: Command): Command {
  return command
    .option('--dry-run', 'print what would change and write nothing')
    .addOption(
      new Option('--format <format>', 'how to print the change: text is a commit message, files are paths')
        .choices(['text', 'json', 'files'])
        .default('text'),
    );
}

const start: CommandDefinition = {
  name: 'start',
  describe: (command) =>
    addChangeOptions(
      command
        .summary('start the release of a new image')
        .description(
          'Starts a release: makes an image the next version, with no pods yet. Refuses while another version has pods; replaces one that has none, such as an aborted one.',
        )
        .argument('<file>', 'the release file')
        .requiredOption('--image <image>', 'the image of the new version')
        .option('--version <version>', 'the name of the new version (default: the tag of the image)'),
    ).addHelpText(
      'after',
      `${EXIT_CODES}

Examples:
  $ cdk8s-rollouts release start releases/prod/shop.yaml --image registry.example.com/shop:2.0.0`,
    ),
  load: load('runStart'),
};

const next: CommandDefinition = {
  name: 'next',
  describe: (command) =>
    addChangeOptions(
      command
        .summary('go one stage on, and finish after the last one')
        .description(
          'Takes releases one stage on. After the last stage it finishes the release: the next version becomes the current one. A release that is held stays where it is.',
        )
        .argument('[files...]', 'the release files')
        .option('--all <directory>', 'all release files in and under a directory that are under way and not held')
        .option(
          '--after <duration>',
          'only if the stage has been on the branch that long, such as 30m, 12h or 1d',
          parseSoak,
        ),
    ).addHelpText(
      'after',
      `
Exit codes:
  0  at least one file is changed
  2  wrong use, or a file that can't be read or changed: nothing is written
  3  nothing is due yet: it is too early, or the releases are held or at rest

Examples:
  $ cdk8s-rollouts release next releases/prod/shop.yaml
  $ cdk8s-rollouts release next --all releases --after 30m`,
    ),
  load: load('runNext'),
};

const back: CommandDefinition = {
  name: 'back',
  describe: (command) =>
    addChangeOptions(
      command
        .summary('go back as far as one commit can without losing capacity')
        .description(
          'Takes a release back to the earliest stage that one commit can reach within the bounds of the plan, and holds it there.',
        )
        .argument('<file>', 'the release file'),
    ).addHelpText(
      'after',
      `${EXIT_CODES}

Examples:
  $ cdk8s-rollouts release back releases/prod/shop.yaml`,
    ),
  load: load('runBack'),
};

const abort: CommandDefinition = {
  name: 'abort',
  describe: (command) =>
    addChangeOptions(
      command
        .summary('take all traffic from the new version, in one commit')
        .description(
          'Aborts a release in one commit: the current version serves everything again, and the release is held. It is always allowed, since broken pods are no capacity, and says how many ready pods may be missing meanwhile. Run on an aborted release, it takes the next version away.',
        )
        .argument('<file>', 'the release file')
        .option('--reason <reason>', 'why, for those who find the release held')
        .option('--keep-capacity', 'go back in several commits that keep enough pods ready, and print the stages'),
    ).addHelpText(
      'after',
      `${EXIT_CODES}

Examples:
  $ cdk8s-rollouts release abort releases/prod/shop.yaml --reason 'error rate at 4%'`,
    ),
  load: load('runAbort'),
};

const hold: CommandDefinition = {
  name: 'hold',
  describe: (command) =>
    addChangeOptions(
      command
        .summary('keep a release at its stage')
        .description('Holds a release: neither a schedule nor `next` advances it until it is resumed.')
        .argument('<file>', 'the release file')
        .option('--reason <reason>', 'why, for those who find the release held'),
    ).addHelpText(
      'after',
      `${EXIT_CODES}

Examples:
  $ cdk8s-rollouts release hold releases/prod/shop.yaml --reason 'freeze until Monday'`,
    ),
  load: load('runHold'),
};

const resume: CommandDefinition = {
  name: 'resume',
  describe: (command) =>
    addChangeOptions(
      command
        .summary('let a held release go on')
        .description('Resumes a release that is held. Its stage has to soak anew, from the commit that resumes it.')
        .argument('<file>', 'the release file'),
    ).addHelpText(
      'after',
      `${EXIT_CODES}

Examples:
  $ cdk8s-rollouts release resume releases/prod/shop.yaml`,
    ),
  load: load('runResume'),
};

const status: CommandDefinition = {
  name: 'status',
  describe: (command) =>
    command
      .summary('which release is at which stage, and since when')
      .description('Shows every release: its versions, its stage and share now, what comes next, and since when.')
      .argument('<path...>', 'release files, or directories with them')
      .addOption(
        new Option('--only <state>', 'leave out the releases in other states').choices([
          'under-way',
          'held',
          'at-rest',
        ]),
      )
      .addOption(
        new Option('--format <format>', 'how to print it; svg and html are pictures, files are paths')
          .choices(['text', 'markdown', 'svg', 'html', 'json', 'files'])
          .default('text'),
      )
      .addHelpText(
        'after',
        `
Exit codes:
  0  the releases are printed
  2  wrong use, or a file that can't be read: nothing is printed but the errors

Examples:
  $ cdk8s-rollouts release status releases
  $ cdk8s-rollouts release status releases --format html > status.html`,
      ),
  load: load('runStatus'),
};

export const releaseCommand: CommandDefinition = {
  name: 'release',
  describe: (command) =>
    command
      .summary('walk a release through its stages, one commit per stage')
      .description(
        'Walks a release through its stages. Each command edits the release file, and prints what it changed as a commit message. You commit, and merging the commit is what takes the release to its stage.',
      )
      .addHelpText(
        'after',
        `
Examples:
  $ cdk8s-rollouts release start releases/prod/shop.yaml --image registry.example.com/shop:2.0.0
  $ cdk8s-rollouts release next releases/prod/shop.yaml
  $ cdk8s-rollouts release status releases`,
      ),
  subcommands: [start, next, back, abort, hold, resume, status],
};
