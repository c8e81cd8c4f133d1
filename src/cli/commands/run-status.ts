import type { Command } from 'commander';
import { CliError } from '../cli-error';
import { type CommandResult, ExitCode } from '../command';
import { toColors } from '../format/colors';
import { toJson } from '../format/json';
import { formatStatusMarkdown } from '../format/status-markdown';
import { formatStatusText } from '../format/status-text';
import { readPaths } from '../input/read-paths';
import { type Io, terminalColumns } from '../io';
import { type ReleaseFile, type ReleaseState, stateOf, toReleaseFiles } from '../release/release-file';
import { type ReleaseStatus, toStatuses } from '../release/release-status';
import { nothingThere } from './nothing-there';

interface StatusFlags {
  readonly only?: ReleaseState;
  readonly format: 'text' | 'markdown' | 'svg' | 'html' | 'json' | 'files';
}

/** Shows the stage of each release. */
export async function runStatus(command: Command, io: Io): Promise<CommandResult> {
  const { only, format } = command.opts<StatusFlags>();
  const paths = command.processedArgs[0] as string[];
  const { files: sources, notes } = await readPaths(paths, io);
  if (sources.length === 0) throw new CliError(nothingThere('path', paths));
  const all = toReleaseFiles(sources, io.cwd);
  const files = all.filter((file) => only === undefined || stateOf(file) === only);
  const statuses = format === 'files' ? [] : await toStatuses(files, io);
  return { output: await formatStatus(format, files, statuses, io), exitCode: ExitCode.OK, notes };
}

/** Returns the statuses in a format. The pages with pictures are loaded on demand, because few calls ask for them. */
async function formatStatus(
  format: StatusFlags['format'],
  files: ReleaseFile[],
  statuses: ReleaseStatus[],
  io: Io,
): Promise<string> {
  switch (format) {
    case 'text':
      return formatStatusText(statuses, toColors(io), terminalColumns(io));
    case 'markdown':
      return formatStatusMarkdown(statuses);
    case 'svg':
      return (await import('../format/status-picture.js')).formatStatusSvg(statuses);
    case 'html':
      return (await import('../format/status-html.js')).formatStatusHtml(files, statuses);
    case 'json':
      return toJson({ releases: statuses });
    case 'files':
      return files.map(({ name }) => `${name}\n`).join('');
  }
}
