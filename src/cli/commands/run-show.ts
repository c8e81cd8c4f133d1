import type { Command } from 'commander';
import { drawServices } from '../../picture/draw-services';
import { CliError } from '../cli-error';
import { type CommandResult, ExitCode } from '../command';
import { toColors } from '../format/colors';
import { toJson } from '../format/json';
import { formatShowMarkdown } from '../format/show-markdown';
import { formatShowText } from '../format/show-text';
import { excludedNotes, Exclusions } from '../input/exclusions';
import { readPaths } from '../input/read-paths';
import { nothingFound } from '../input/source-file';
import { leftOutNotes, readingNotes, toStates } from '../input/to-states';
import type { Io } from '../io';
import { toShownRoutes } from '../shown-route';
import { assumedNodes, toShownServices } from '../shown-service';

interface ShowFlags {
  readonly format: 'text' | 'markdown' | 'svg' | 'json';
  readonly strict?: boolean;
  readonly exclude?: string[];
}

/** Shows the shares that the manifests at some paths ask for. */
export async function runShow(command: Command, io: Io): Promise<CommandResult> {
  const { format, strict, exclude = [] } = command.opts<ShowFlags>();
  const paths = command.processedArgs[0] as string[];
  const { files, notes: found, excluded } = await readPaths(paths, io, await Exclusions.of(exclude));
  const { now } = toStates({ now: files }, io, { strict });
  if (now.objects === 0) throw new CliError(nothingFound(paths));

  const services = toShownServices(now.state);
  const routes = toShownRoutes(now.state, services);
  const read = [
    ...found,
    ...excludedNotes(excluded),
    ...readingNotes(now),
    ...leftOutNotes(now),
    ...assumedNodes(now.state),
  ];
  const hidden = now.state.services.size - services.length;
  const notes =
    hidden === 0
      ? read
      : [...read, `${hidden} more of ${now.state.services.size} Services select no pods whose number is known`];
  switch (format) {
    case 'text':
      return { output: formatShowText(services, toColors(io), routes), exitCode: ExitCode.OK, notes };
    case 'markdown':
      return { output: formatShowMarkdown(services, routes), exitCode: ExitCode.OK, notes };
    case 'svg':
      return { output: drawServices(services, routes), exitCode: ExitCode.OK, notes };
    case 'json':
      return { output: toJson({ services, routes }), exitCode: ExitCode.OK, notes };
  }
}
