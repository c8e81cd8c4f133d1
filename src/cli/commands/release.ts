import { type Command, Option } from 'commander';
import type { CommandDefinition, CommandRun } from '../command';
import { parseSoak } from './option-parsers';

type ChangeName = Exclude<keyof typeof import('./run-change.js'), 'default'>;

/** Returns a function that loads the work of a subcommand that changes one release file. */
function loadChange(name: ChangeName): () => Promise<CommandRun> {
  return async () => (await import('./run-change.js'))[name];
}

const EXIT_CODES = `
Exit codes:
  0  the file is changed
  2  wrong usage, or a file that can't be read or changed: nothing is written`;

function addChangeOptions(command: Command): Command {
  return command
    .option('--dry-run', 'print the change without writing it')
    .addOption(
      new Option('--format <format>', 'the output format: text is a commit message, files are paths')
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
          'Starts a release: makes the image the next version, without pods yet. Fails while another next version has pods. Replaces a next version that has none, such as an aborted one.',
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
  load: loadChange('runStart'),
};

const next: CommandDefinition = {
  name: 'next',
  describe: (command) =>
    addChangeOptions(
      command
        .summary('go to the next stage, or finish after the last one')
        .description(
          'Takes releases to their next stage. After the last stage, finishes the release: the next version becomes the current one. A held release stays at its stage.',
        )
        .argument('[files...]', 'the release files')
        .option(
          '--all <directory>',
          'all release files in and below a directory whose release is under way and not held',
        )
        .option(
          '--after <duration>',
          'only if the stage has been on the branch for this long, such as 30m, 12h or 1d',
          parseSoak,
        ),
    ).addHelpText(
      'after',
      `
Exit codes:
  0  at least one file is changed
  2  wrong usage, or a file that can't be read or changed: nothing is written
  3  no release is due: it is too early, or the releases are held or at rest

Examples:
  $ cdk8s-rollouts release next releases/prod/shop.yaml
  $ cdk8s-rollouts release next --all releases --after 30m`,
    ),
  load: async () => (await import('./run-next.js')).runNext,
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
  load: loadChange('runBack'),
};

const abort: CommandDefinition = {
  name: 'abort',
  describe: (command) =>
    addChangeOptions(
      command
        .summary('take all traffic away from the new version in one commit')
        .description(
          'Aborts a release in one commit: the current version serves everything again, and the release is held. You can always abort, because broken pods do not count as capacity; the message states how many ready pods may be missing for a while. If the release is already aborted, removes the next version.',
        )
        .argument('<file>', 'the release file')
        .option('--reason <reason>', 'the reason, shown by release status and by every refusal')
        .option('--keep-capacity', 'go back in several commits that keep enough pods ready, and print their stages'),
    ).addHelpText(
      'after',
      `${EXIT_CODES}

Examples:
  $ cdk8s-rollouts release abort releases/prod/shop.yaml --reason 'error rate at 4%'`,
    ),
  load: loadChange('runAbort'),
};

const hold: CommandDefinition = {
  name: 'hold',
  describe: (command) =>
    addChangeOptions(
      command
        .summary('keep a release at its stage')
        .description('Holds a release: neither a schedule nor `next` advances it until you resume it.')
        .argument('<file>', 'the release file')
        .option('--reason <reason>', 'the reason, shown by release status and by every refusal'),
    ).addHelpText(
      'after',
      `${EXIT_CODES}

Examples:
  $ cdk8s-rollouts release hold releases/prod/shop.yaml --reason 'freeze until Monday'`,
    ),
  load: loadChange('runHold'),
};

const resume: CommandDefinition = {
  name: 'resume',
  describe: (command) =>
    addChangeOptions(
      command
        .summary('let a held release continue')
        .description('Resumes a held release. Its stage soaks again, from the commit that resumes it.')
        .argument('<file>', 'the release file'),
    ).addHelpText(
      'after',
      `${EXIT_CODES}

Examples:
  $ cdk8s-rollouts release resume releases/prod/shop.yaml`,
    ),
  load: loadChange('runResume'),
};

const status: CommandDefinition = {
  name: 'status',
  describe: (command) =>
    command
      .summary('show the stage of each release, and how long it has been there')
      .description(
        'Shows each release: its versions, its current stage and share, the next stage, and the time at this stage.',
      )
      .argument('<path...>', 'release files, or directories of release files')
      .addOption(
        new Option('--only <state>', 'show only the releases in this state').choices(['under-way', 'held', 'at-rest']),
      )
      .addOption(
        new Option('--format <format>', 'the output format; svg and html are pictures, files are paths')
          .choices(['text', 'markdown', 'svg', 'html', 'json', 'files'])
          .default('text'),
      )
      .addHelpText(
        'after',
        `
Exit codes:
  0  the releases are printed
  2  wrong usage, or an unreadable file: only the errors are printed

Examples:
  $ cdk8s-rollouts release status releases
  $ cdk8s-rollouts release status releases --format html > status.html`,
      ),
  load: async () => (await import('./run-status.js')).runStatus,
};

export const releaseCommand: CommandDefinition = {
  name: 'release',
  describe: (command) =>
    command
      .summary('take a release through its stages, one commit per stage')
      .description(
        'Takes a release through its stages. Each command edits the release file and prints the change as a commit message. You commit and merge; the merge takes the release to its new stage.',
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
