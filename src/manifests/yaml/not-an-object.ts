import { isObject } from '../../validate/shape';
import { buildKustomization, templateChart } from '../render-command';

/** A document that is not a Kubernetes object, and the command that renders it into manifests, if there is one. */
export interface OtherDocument {
  /** A countable noun: `kustomization file`. */
  readonly what: string;
  /** The command that renders manifests, such as `kustomize build overlays/prod`. */
  readonly render?: string;
}

/**
 * Returns the kind of text that can't be a Kubernetes object, judged by its file name and its words, or `undefined` if
 * it may be one.
 *
 * @param file its name, which may begin with a revision and a colon
 */
export function classifyText(text: string, file: string): OtherDocument | undefined {
  const byName = classifyName(file);
  if (byName !== undefined) return byName;
  if (isTemplate(text)) return { what: 'template', render: templateChart(file) };
  return text.includes('kind') && text.includes('apiVersion') ? undefined : { what: 'other file' };
}

/**
 * Returns the kind of a value without kind or apiVersion, or `undefined` if it looks like an object that lacks one of
 * them.
 */
export function classifyValue(value: unknown, file: string): OtherDocument | undefined {
  const byName = classifyName(file);
  if (byName !== undefined) return byName;
  if (Array.isArray(value)) return { what: 'other list' };
  if (!isObject(value)) return { what: 'other file' };
  if (isObject(value.sops)) return { what: 'encrypted file' };
  if (value.kind === undefined) return { what: 'kindless document' };
  return undefined;
}

function classifyName(file: string): OtherDocument | undefined {
  const name = file.slice(file.lastIndexOf('/') + 1);
  if (/^kustomization\.ya?ml$/i.test(name)) return { what: 'kustomization file', render: buildKustomization(file) };
  if (/^chart\.ya?ml$/i.test(name)) return { what: 'Helm chart', render: templateChart(file) };
  if (/^values[\w.-]*\.ya?ml$/i.test(name)) return { what: 'values file' };
  return undefined;
}

/** Reports whether a text contains placeholders of Helm or another template engine. */
function isTemplate(text: string): boolean {
  return text.includes('{{') || text.includes('{%');
}
