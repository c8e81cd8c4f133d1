import { isObject } from '../../validate/shape';

/** What a document is instead of a Kubernetes object, and how manifests are made of it, if they are. */
export interface OtherDocument {
  /** A noun that can be counted: `kustomization file`. */
  readonly what: string;
  /** The command that renders manifests, such as `kustomize build overlays/prod`. */
  readonly render?: string;
}

/**
 * Returns what a text is that can't be an object of Kubernetes, judged by its name and its words; undefined where it may be one.
 *
 * @param file its name, which may begin with a revision and a colon
 */
export function classifyText(text: string, file: string): OtherDocument | undefined {
  const byName = classifyName(file);
  if (byName !== undefined) return byName;
  if (isTemplate(text)) return { what: 'template', render: renderChart(file) };
  return text.includes('kind') && text.includes('apiVersion') ? undefined : { what: 'other file' };
}

/** Returns what a value is that has no kind or no apiVersion; undefined where it looks like an object that lacks one of them. */
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
  const name = /[^/]*$/.exec(file)?.[0] ?? '';
  if (/^kustomization\.ya?ml$/i.test(name))
    return { what: 'kustomization file', render: `kustomize build ${folderOf(file)}` };
  if (/^chart\.ya?ml$/i.test(name)) return { what: 'Helm chart', render: `helm template ${folderOf(file)}` };
  if (/^values[\w.-]*\.ya?ml$/i.test(name)) return { what: 'values file' };
  return undefined;
}

/** Returns whether a text holds what Helm, or a template of another kind, would replace. */
function isTemplate(text: string): boolean {
  return text.includes('{{') || text.includes('{%');
}

function renderChart(file: string): string {
  const folder = folderOf(file);
  return `helm template ${folder.replace(/(?:^|\/)templates(?:\/.*)?$/, '') || '.'}`;
}

function folderOf(file: string): string {
  const path = file.includes(':') ? file.slice(file.indexOf(':') + 1) : file;
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '.' : path.slice(0, slash);
}
