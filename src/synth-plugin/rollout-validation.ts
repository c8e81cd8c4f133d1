import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type CheckOptions, checkOptionShape } from '../check/check-options';
import { RULE_IDS } from '../check/rules';
import type { Finding } from '../check/finding';
import { CliError } from '../cli/cli-error';
import { FAIL_ON_WORDS, type FailOn, isFailed, toFailOn } from '../cli/fail-on';
import { describeInShort, summarize } from '../cli/format/verdict';
import { checkPaths, type CheckedPaths } from '../cli/input/check-paths';
import { openBefore } from '../cli/input/read-before';
import { processIo } from '../cli/process-io';
import { escapeInvisible } from '../text/escape';
import { fieldsCheck, isListOf, isObject, kind, type Shape } from '../validate/shape';
import { throwProblems } from '../validate/problems-error';
import { type ConstructOrigin, constructOrigins, type RecordedPaths } from './construct-paths';
import type { RolloutValidationProps } from './rollout-validation-props';
import type { ValidationContext, ValidationResource } from './validation-context';

/**
 * A validation plugin of cdk8s: `cdk8s synth` fails if the new manifests would drop requests.
 *
 * Use it to see findings while you write the code. Use the command line (`cdk8s-rollouts check`) in a pipeline, so that
 * the result also becomes a comment or a report.
 *
 * @example
 * // In cdk8s.yaml:
 * // validations:
 * //   - package: cdk8s-rollouts
 * //     version: 0.1.0
 * //     class: RolloutValidation
 * //     properties:
 * //       against: refs/remotes/origin/main
 * @see https://cdk8s.io/docs/latest/cli/synth/#validations
 */
export class RolloutValidation {
  readonly #props: RolloutValidationProps;
  readonly #failOn: FailOn;

  /** @throws if a property is missing, unknown or of another kind */
  constructor(props: RolloutValidationProps) {
    const check = fieldsCheck<RolloutValidationProps>({ ...ownShape(), ...checkOptionShape(RULE_IDS) }, ['against']);
    throwProblems('RolloutValidation', check('', isObject(props) ? props : {}));
    this.#props = props;
    this.#failOn = toFailOn(props.failOn ?? 'error')!;
  }

  /**
   * Checks the manifests after the synthesis. cdk8s calls it.
   *
   * @param context the `ValidationContext` of cdk8s-cli
   */
  async validate(context: unknown): Promise<void> {
    const { manifests, metadata, report, logger, stdout } = context as ValidationContext;
    const { against } = this.#props;
    try {
      if (stdout === true) throw new CliError(STDOUT);
      const folder = outputFolder(manifests);
      const paths = this.#props.paths ?? [folder];
      const checked = await this.#check(paths);
      for (const note of checked.notes) logger.log(escapeInvisible(note));
      const toResource = resourceOf(checked, metadata ?? {}, folder);
      for (const finding of checked.result.findings) {
        report.addViolation({
          ruleName: finding.rule,
          recommendation: escapeInvisible(`${finding.severity}: ${finding.message}`),
          fix: escapeInvisible(finding.fix),
          violatingResources: [toResource(finding)],
        });
      }
      const { notJudged, leftOut } = checked.result;
      for (const entry of notJudged) logger.log(escapeInvisible(`not judged: ${describeInShort(entry)}`));
      for (const { message, file } of leftOut) logger.log(escapeInvisible(`left out: ${file ?? ''}: ${message}`));
      const status = isFailed(checked.result, this.#failOn) ? 'failure' : 'success';
      report.submit(status, { Against: against, Result: escapeInvisible(summarize(checked.result)) });
    } catch (error) {
      if (!(error instanceof CliError)) throw error;
      // A check without a result is not a success. A violation is printed in full; cdk8s would truncate an error.
      for (const problem of error.problems) {
        report.addViolation({
          ruleName: 'no-answer',
          recommendation: escapeInvisible(problem),
          fix: 'correct it, and synthesize again',
          violatingResources: [],
        });
      }
      report.submit('failure', { Against: against });
    }
  }

  async #check(paths: string[]): Promise<CheckedPaths> {
    const io = processIo();
    const before = await openBefore({ against: this.#props.against }, paths, io);
    try {
      const { strict } = this.#props;
      return await checkPaths({ paths, against: before, options: checkOptions(this.#props), strict }, io);
    } finally {
      before.revision?.close();
    }
  }
}

const STDOUT =
  'with --stdout, cdk8s writes the manifests to a temporary folder, which has no history to compare with; synthesize to a folder, or add --no-validate';

/**
 * Returns the checks of its own properties. It is a function, so that importing the constructs loads nothing of the
 * checker.
 */
function ownShape(): Shape<Omit<RolloutValidationProps, keyof CheckOptions>> {
  return {
    against: kind(
      'a git revision, a directory or a file',
      'write, for example, refs/remotes/origin/main',
      (against) => typeof against === 'string' && against !== '',
    ),
    failOn: kind(
      FAIL_ON_WORDS,
      'use one of them',
      (failOn) => typeof failOn === 'string' && toFailOn(failOn) !== undefined,
    ),
    paths: kind('a list of paths', 'write them after dashes', (paths) =>
      isListOf(paths, (path) => typeof path === 'string'),
    ),
  };
}

/** Returns the other properties, which are options of the check. */
function checkOptions(props: RolloutValidationProps): CheckOptions {
  const own = ownShape();
  return Object.fromEntries(Object.entries(props).filter(([prop]) => !Object.hasOwn(own, prop)));
}

/**
 * Returns the output folder. cdk8s writes the paths of the constructs to its top, even if a removed chart has left the
 * folder empty.
 */
function outputFolder(manifests: readonly string[]): string {
  const [first = 'dist'] = manifests;
  for (let folder = dirname(first); folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, 'construct-metadata.json'))) return folder;
  }
  return dirname(first);
}

function resourceOf({ files }: CheckedPaths, recorded: RecordedPaths, folder: string) {
  let origins: ReturnType<typeof constructOrigins> | undefined;
  const originOf = (name: string, file: string): ConstructOrigin | undefined =>
    (origins ??= constructOrigins(recorded, files, folder))(name, file);
  return ({ resource, file, line }: Finding): ValidationResource => {
    const name = resource.replace(/^.*[ /]/, '');
    const origin = file === undefined ? undefined : originOf(name, file);
    const place = `${file ?? ''}${line === undefined ? '' : `:${line}`}`;
    return {
      // cdk8s looks up the construct by this name. If the name belongs to several objects, the lookup must fail instead
      // of finding the wrong one.
      resourceName: origin?.exact === true ? name : resource,
      locations: [origin === undefined || origin.exact ? place : `${place} (in the chart ${origin.path})`],
      manifestPath: file ?? 'not in the new manifests',
    };
  };
}
