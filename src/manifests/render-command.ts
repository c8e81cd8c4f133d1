import { shellWord } from '../text/shell-word';
import { rawText, rawValue } from './raw';

/**
 * Returns the command for a folder with a kustomization.
 *
 * @param file its name, which may begin with a revision and a colon that are no part of the path
 */
export function buildKustomization(file: string): string {
  return `kustomize build ${shellWord(folderOf(file))}`;
}

/** Returns the command for a file of a chart: its `Chart.yaml`, or one of its templates. */
export function templateChart(file: string): string {
  return `helm template ${shellWord(folderOf(file).replace(/(?:^|\/)templates(?:\/.*)?$/, '') || '.')}`;
}

/** Returns the command for a file with variables of Flux. */
export function substituteVariables(file: string): string {
  return `flux envsubst < ${shellWord(pathOf(file))}`;
}

/** Returns the command for a Kustomization of Flux, which names a folder of the repository. */
export function buildFluxKustomization(object: unknown, file: string): string {
  const name = rawText(object, 'metadata', 'name') ?? '';
  const path = rawText(object, 'spec', 'path') ?? '.';
  return `flux build kustomization ${shellWord(name)} --path ${shellWord(path)} --kustomization-file ${shellWord(pathOf(file))} --dry-run`;
}

/** Returns the command for a HelmRelease of Flux. Its values stand in it. */
export function templateHelmRelease(object: unknown): string {
  const name = rawText(object, 'spec', 'releaseName') ?? rawText(object, 'metadata', 'name') ?? '';
  const chart =
    rawText(object, 'spec', 'chart', 'spec', 'chart') ?? rawText(object, 'spec', 'chartRef', 'name') ?? 'CHART';
  const version = rawText(object, 'spec', 'chart', 'spec', 'version');
  const namespace = rawText(object, 'spec', 'targetNamespace') ?? rawText(object, 'metadata', 'namespace');
  return [
    `helm template ${shellWord(name)} ${shellWord(chart)}`,
    ...(version === undefined ? [] : [`--version ${shellWord(version)}`]),
    ...(namespace === undefined ? [] : [`--namespace ${shellWord(namespace)}`]),
    ...(rawValue(object, 'spec', 'values') === undefined ? [] : ['--values VALUES']),
  ].join(' ');
}

/**
 * Returns the part of a command that names its source, without folders, charts and options. These can differ between
 * two states of the same source.
 *
 * @example
 * sourceOf('kustomize build overlays/prod') // => 'kustomize build prod'
 * sourceOf('helm template shop charts/web --version 1.2.3') // => 'helm template shop'
 */
export function sourceOf(command: string): string {
  const release = HELM_RELEASE.exec(command);
  if (release !== null) return release[0];
  const options = command.indexOf(' --');
  const words = (options === -1 ? command : command.slice(0, options)).split(' ');
  return words.map((word) => word.slice(word.lastIndexOf('/') + 1)).join(' ');
}

/** Reports whether the source of a command is an object, which has a name in every folder. */
export function isFromObject(command: string): boolean {
  return HELM_RELEASE.test(command) || command.startsWith('flux build kustomization ');
}

/** The start of a command for a HelmRelease, which names the release before the chart. */
const HELM_RELEASE = /^helm template \S+(?= [^-])/;

function pathOf(file: string): string {
  return file.includes(':') ? file.slice(file.indexOf(':') + 1) : file;
}

function folderOf(file: string): string {
  const path = pathOf(file);
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '.' : path.slice(0, slash);
}
