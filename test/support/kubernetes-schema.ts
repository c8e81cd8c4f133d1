import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';

/**
 * The versions of Kubernetes with published types, generated from the OpenAPI document: the version that cdk8s-plus-28
 * is made for, and the newest.
 */
export type KubernetesVersion = '1.28' | 'newest';

const root = resolve(__dirname, '..', '..');

/** The file with the types of a kind. The names in the client of 1.28 begin with a lower-case letter. */
const TYPES: Record<KubernetesVersion, (type: string) => string> = {
  '1.28': (type) =>
    join(root, 'node_modules/kubernetes-client-1.28/dist/gen/model', type.charAt(0).toLowerCase() + type.slice(1)),
  newest: (type) => join(root, 'node_modules/@kubernetes/client-node/dist/gen/models', type),
};

/**
 * Returns the problems that a strict API server would report: unknown fields, missing fields, values of the wrong type
 * and unknown kinds, each with its path. The compiler checks the manifests as literals of their kinds' types.
 */
export function schemaProblems(manifests: readonly object[], version: KubernetesVersion): string[] {
  const kinds = manifests.map((manifest) => toKind(manifest, version));
  const unknown = kinds.filter(({ file }) => !existsSync(`${file}.d.ts`)).map(({ name }) => `${name}: unknown kind`);
  const known = kinds.filter(({ file }) => existsSync(`${file}.d.ts`));
  return [...unknown, ...compile(known)];
}

interface Kind {
  readonly name: string;
  readonly type: string;
  readonly file: string;
  readonly manifest: object;
}

function toKind(manifest: object, version: KubernetesVersion): Kind {
  const { apiVersion = '', kind = '' } = manifest as { apiVersion?: string; kind?: string };
  const type = `${apiVersion.replace(/^.*\//, '').replace(/^v/, 'V')}${kind}`;
  return { name: `${apiVersion} ${kind}`, type, file: TYPES[version](type), manifest };
}

/** The declarations that were parsed so far, for later calls. */
const parsed = new Map<string, ts.SourceFile | undefined>();

/** The file for the compiler, which exists only in memory. */
const FILE = join(root, 'test', 'manifests-under-test.ts');

function compile(kinds: Kind[]): string[] {
  const source = kinds
    .map(({ type, file, manifest }, index) => {
      const json = JSON.stringify(manifest);
      return `export const m${index}: import(${JSON.stringify(file)}).${type} = ${json};\n`;
    })
    .join('');
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.Preserve,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
  };
  const host = ts.createCompilerHost(options);
  const fileExists = host.fileExists.bind(host);
  const getSourceFile = host.getSourceFile.bind(host);
  host.fileExists = (name) => name === FILE || fileExists(name);
  host.getSourceFile = (name, ...rest) => {
    if (name === FILE) return ts.createSourceFile(name, source, ts.ScriptTarget.ES2022, true);
    if (!parsed.has(name)) parsed.set(name, getSourceFile(name, ...rest));
    return parsed.get(name);
  };
  const program = ts.createProgram([FILE], options, host);
  const file = program.getSourceFile(FILE)!;
  return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
    ({ start = 0, messageText }) => {
      const text = ts.flattenDiagnosticMessageText(messageText, ' ');
      return `${pathAt(file, start, kinds)}: ${text}`;
    },
  );
}

/** Returns the path of a field in its manifest: `apps/v1 Deployment spec.replicas`. */
function pathAt(file: ts.SourceFile, position: number, kinds: Kind[]): string {
  const keys: string[] = [];
  let kind = '';
  const visit = (node: ts.Node): void => {
    if (position < node.getStart(file) || position >= node.getEnd()) return;
    if (ts.isVariableDeclaration(node)) kind = kinds[Number(node.name.getText(file).slice(1))]!.name;
    if (ts.isPropertyAssignment(node)) keys.push(JSON.parse(node.name.getText(file)) as string);
    if (ts.isArrayLiteralExpression(node)) {
      const index = node.elements.findIndex(
        (element) => position >= element.getStart(file) && position < element.getEnd(),
      );
      if (index >= 0) keys.push(String(index));
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return [kind, keys.join('.')].filter((part) => part !== '').join(' ');
}
