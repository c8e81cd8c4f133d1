import type { CheckResult } from '../../check/check-result';
import type { FailOn } from '../fail-on';
import { formatCheckGithub } from '../format/check-github';
import { formatCheckGitlab } from '../format/check-gitlab';
import { formatCheckHtml } from '../format/check-html';
import { formatCheckMarkdown } from '../format/check-markdown';
import { formatCheckSarif } from '../format/check-sarif';
import { formatCheckText } from '../format/check-text';
import { type Colors, PLAIN } from '../format/colors';
import { toJson } from '../format/json';
import { toReportPath } from '../format/report-path';
import type { SourceFile } from '../input/source-file';
import type { Io } from '../io';
import { packageVersion } from '../package-version';
import type { CheckFormat } from './check-outputs';

/** A check, with everything that a report may need. */
export interface CheckReport {
  readonly result: CheckResult;
  readonly failOn: FailOn;
  readonly notes: string[];
  /** The files that were checked. */
  readonly files: SourceFile[];
  /** Whether the text format adds the events that lead to each finding. */
  readonly explain?: boolean;
  readonly io: Io;
}

/** The look of text at its destination. */
export interface TextLook {
  readonly colors: Colors;
  /** The width in characters. @default - unlimited */
  readonly columns?: number;
}

/**
 * Returns a check in a format.
 *
 * @param look the look of text on a terminal. @default - no colors and lines of any length, as for a file
 */
export function formatCheck(format: CheckFormat, report: CheckReport, look: TextLook = { colors: PLAIN }): string {
  const { result, failOn, notes, files, explain, io } = report;
  const toPath = toReportPath(files, io);
  const [first = ''] = files.map(({ name }) => name);
  const fallback = toPath(first) ?? first;
  switch (format) {
    case 'text':
      return formatCheckText(result, look.colors, { explain, columns: look.columns });
    case 'markdown':
      return formatCheckMarkdown(result, { failOn, notes });
    case 'html':
      return formatCheckHtml(result, { failOn, notes });
    case 'github':
      return formatCheckGithub(result, toPath);
    case 'gitlab':
      return formatCheckGitlab(result, toPath, fallback);
    case 'sarif':
      return formatCheckSarif(result, packageVersion(), toPath, fallback);
    case 'json':
      return toJson(result);
  }
}
