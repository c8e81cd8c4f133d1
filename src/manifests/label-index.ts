import { type Labels, type LabelSelector, matchesLabels } from './label-selector';

/** Something that has pods with labels. */
export interface Labeled {
  readonly namespace: string;
  readonly labels: Labels;
}

/**
 * Finds what a selector selects without looking at everything: thousands of selectors over thousands of Deployments would
 * otherwise be millions of comparisons.
 */
export class LabelIndex<T extends Labeled> {
  readonly #byLabel = new Map<string, T[]>();
  readonly #byNamespace = new Map<string, T[]>();

  constructor(items: Iterable<T>) {
    for (const item of items) {
      push(this.#byNamespace, item.namespace, item);
      for (const [key, value] of Object.entries(item.labels))
        push(this.#byLabel, toKey(item.namespace, key, value), item);
    }
  }

  /** All items of a namespace, in the order in which they were given. */
  inNamespace(namespace: string): T[] {
    return this.#byNamespace.get(namespace) ?? [];
  }

  /** What the selector selects in a namespace, in the order in which it was given. An empty selector selects all. */
  select(namespace: string, selector: LabelSelector): T[] {
    return this.#candidates(namespace, selector).filter((item) => matchesLabels(selector, item.labels));
  }

  /** The items that carry the rarest of the labels that the selector asks for. */
  #candidates(namespace: string, selector: LabelSelector): T[] {
    let fewest = this.inNamespace(namespace);
    const consider = (items: T[]): void => {
      if (items.length < fewest.length) fewest = items;
    };
    for (const [key, value] of Object.entries(selector.matchLabels)) consider(this.#withLabel(namespace, key, value));
    for (const { key, operator, values } of selector.matchExpressions) {
      if (operator === 'In' && values.length === 1) consider(this.#withLabel(namespace, key, values[0] ?? ''));
    }
    return fewest;
  }

  #withLabel(namespace: string, key: string, value: string): T[] {
    return this.#byLabel.get(toKey(namespace, key, value)) ?? [];
  }
}

function push<T>(map: Map<string, T[]>, key: string, item: T): void {
  const items = map.get(key);
  if (items === undefined) map.set(key, [item]);
  else items.push(item);
}

function toKey(namespace: string, key: string, value: string): string {
  return JSON.stringify([namespace, key, value]);
}
