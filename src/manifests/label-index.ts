import { type Labels, type LabelExpression, type LabelSelector, matchesLabels, selectorKey } from './label-selector';
import { addTo } from '../text/lists-by-key';

/** An object whose pods have labels. */
export interface Labeled {
  readonly namespace: string;
  readonly labels: Labels;
}

/** The most objects that one selector may select. No meaningful selector selects more. */
export const MAX_SELECTED = 500;

/** The number of comparisons of selectors with labels that are always allowed. */
const COMPARISONS = 1_000_000;

/** The number of further comparisons that are allowed per object. */
const COMPARISONS_PER_ITEM = 2_000;

/**
 * An index that finds the objects of a selector without a full scan: thousands of selectors over thousands of
 * Deployments would be millions of comparisons. The remaining comparisons are limited in proportion to the number of
 * objects.
 */
export class LabelIndex<T extends Labeled> {
  readonly #namespaces = new Map<string, NamespaceIndex<T>>();
  #comparisons = COMPARISONS;

  constructor(items: Iterable<T>) {
    for (const item of items) {
      this.#comparisons += COMPARISONS_PER_ITEM;
      const index = this.#namespaces.get(item.namespace) ?? new NamespaceIndex<T>();
      this.#namespaces.set(item.namespace, index);
      index.add(item);
    }
  }

  /** Reports whether some selectors were not compared with all labels, because that would have taken too long. */
  get exhausted(): boolean {
    return this.#comparisons < 0;
  }

  /** Returns all items of a namespace, in the given order. */
  inNamespace(namespace: string): T[] {
    return this.#namespaces.get(namespace)?.items ?? [];
  }

  /**
   * Returns the items that the selector selects in a namespace, in the given order: the first `MAX_SELECTED` of them.
   * An empty selector selects all.
   */
  select(namespace: string, selector: LabelSelector): T[] {
    const index = this.#namespaces.get(namespace);
    if (index === undefined) return [];
    const key = selectorKey(selector);
    const known = index.selected.get(key);
    if (known !== undefined) return known;
    const selected: T[] = [];
    for (const item of index.candidates(selector)) {
      if (selected.length === MAX_SELECTED || --this.#comparisons < 0) break;
      if (matchesLabels(selector, item.labels)) selected.push(item);
    }
    index.selected.set(key, selected);
    return selected;
  }
}

/** The objects of one namespace. */
class NamespaceIndex<T extends Labeled> {
  readonly items: T[] = [];
  /** The objects of the selectors that were asked for. */
  readonly selected = new Map<string, T[]>();
  readonly #byKey = new Map<string, ItemsOfKey<T>>();

  add(item: T): void {
    this.items.push(item);
    const { labels } = item;
    for (const key of Object.keys(labels)) {
      const withKey = this.#byKey.get(key) ?? { items: [], byValue: new Map<string, T[]>() };
      this.#byKey.set(key, withKey);
      withKey.items.push(item);
      addTo(withKey.byValue, labels[key]!, item);
    }
  }

  /** Returns the items that have the rarest label of the selector. */
  candidates(selector: LabelSelector): T[] {
    let fewest = this.items;
    const consider = (items: T[] | undefined = []): void => {
      if (items.length < fewest.length) fewest = items;
    };
    for (const key of Object.keys(selector.matchLabels)) {
      consider(this.#byKey.get(key)?.byValue.get(selector.matchLabels[key]!));
    }
    for (const expression of selector.matchExpressions) {
      if (needsKey(expression)) consider(this.#withExpression(expression));
    }
    return fewest;
  }

  #withExpression({ key, operator, values }: LabelExpression): T[] | undefined {
    const withKey = this.#byKey.get(key);
    const isOne = operator === 'In' && values.length === 1;
    return isOne ? withKey?.byValue.get(values[0] ?? '') : withKey?.items;
  }
}

/** The objects that have a label, in total and by its value. */
interface ItemsOfKey<T> {
  readonly items: T[];
  readonly byValue: Map<string, T[]>;
}

function needsKey({ operator }: LabelExpression): boolean {
  return operator === 'In' || operator === 'Exists';
}
