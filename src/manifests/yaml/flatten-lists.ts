import { describeProblem, type Problem } from '../../validate/problem';
import { isObject } from '../../validate/shape';

/** One object of a document, with its position. */
export interface FlatObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly object: Readonly<Record<string, unknown>>;
  readonly path: (string | number)[];
}

export interface FlatProblem {
  readonly path: (string | number)[];
  readonly message: string;
}

export interface FlatObjects {
  readonly items: FlatObject[];
  readonly problems: FlatProblem[];
}

/** The deepest nesting of lists within lists. Real lists are never deeper, but hostile input could be. */
const MAX_DEPTH = 10;

const LIST_SUFFIX = 'List';

/**
 * Returns an object, or the objects of a list (`List` of v1, `DeploymentList` of apps/v1). The items of a typed list
 * may leave out their kind, as in answers of the API server.
 */
export function flattenLists(document: Readonly<Record<string, unknown>>): FlatObjects {
  const items: FlatObject[] = [];
  const problems: FlatProblem[] = [];

  const problem = (path: (string | number)[], what: Problem): void => {
    problems.push({ path, message: describeProblem(what) });
  };

  // An object that appears in several places through aliases counts once.
  const visited = new Set<object>();
  const visit = (object: Readonly<Record<string, unknown>>, path: (string | number)[], from?: ListType): void => {
    if (visited.has(object)) return;
    visited.add(object);
    const kind = object.kind ?? from?.itemKind;
    const apiVersion = object.apiVersion ?? from?.apiVersion;
    if (!isText(kind) || !isText(apiVersion)) {
      const field = isText(kind) ? 'apiVersion' : 'kind';
      const expected = `the ${field} of a Kubernetes object`;
      const fix = 'add it, or leave the document out';
      problem([...path, field], { prop: field, received: object[field], expected, fix });
      return;
    }
    // Only `List` itself is recognized by name, because other kinds may end in the word, such as AllowList.
    if (kind === LIST_SUFFIX && !Array.isArray(object.items ?? [])) {
      const fix = 'write each object after a dash';
      problem([...path, 'items'], { prop: 'items', received: object.items, expected: 'a list of objects', fix });
      return;
    }
    if (!kind.endsWith(LIST_SUFFIX) || !Array.isArray(object.items)) {
      items.push({ apiVersion, kind, object, path });
      return;
    }
    if (path.length / 2 >= MAX_DEPTH) {
      problems.push({
        path,
        message: `${kind}: expected at most ${MAX_DEPTH} nested lists; flatten them`,
      });
      return;
    }
    const itemKind = kind === LIST_SUFFIX ? undefined : kind.slice(0, -LIST_SUFFIX.length);
    object.items.forEach((item: unknown, index) => {
      const itemPath = [...path, 'items', index];
      if (isObject(item)) {
        visit(item, itemPath, { itemKind, apiVersion: itemKind && apiVersion });
        return;
      }
      problem(itemPath, { prop: `items[${index}]`, received: item, expected: 'an object', fix: 'remove it' });
    });
  };

  visit(document, []);
  return { items, problems };
}

interface ListType {
  readonly itemKind?: string;
  readonly apiVersion?: string;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
