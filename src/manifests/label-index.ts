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
  readonly #byLabel = new Map<string, T[]>();
  readonly #byKey = new Map<string, T[]>();
  readonly #byNamespace = new Map<string, T[]>();
  readonly #selected = new Map<string, T[]>();
  #comparisons = COMPARISONS;

  constructor(items: Iterable<T>) {
    for (const item of items) {
      this.#comparisons += COMPARISONS_PER_ITEM;
      addTo(this.#byNamespace, item.namespace, item);
      for (const [key, value] of Object.entries(item.labels)) {
        addTo(this.#byLabel, toKey(item.namespace, key, value), item);
        addTo(this.#byKey, toKey(item.namespace, key), item);
      }
    }
  }

  /** Reports whether some selectors were not compared with all labels, because that would have taken too long. */
  get exhausted(): boolean {
    return this.#comparisons < 0;
  }

  /** Returns all items of a namespace, in the given order. */
  inNamespace(namespace: string): T[] {
    return this.#byNamespace.get(namespace) ?? [];
  }

  /**
   * Returns the items that the selector selects in a namespace, in the given order: the first `MAX_SELECTED` of them.
   * An empty selector selects all.
   */
  select(namespace: string, selector: LabelSelector): T[] {
    if (!this.#byNamespace.has(namespace)) return [];
    const key = `${JSON.stringify(namespace)} ${selectorKey(selector)}`;
    const known = this.#selected.get(key);
    if (known !== undefined) return known;
    const selected: T[] = [];
    for (const item of this.#candidates(namespace, selector)) {
      if (selected.length === MAX_SELECTED || --this.#comparisons < 0) break;
      if (matchesLabels(selector, item.labels)) selected.push(item);
    }
    this.#selected.set(key, selected);
    return selected;
  }

  /** Returns the items that have the rarest label of the selector. */
  #candidates(namespace: string, selector: LabelSelector): T[] {
    let fewest = this.inNamespace(namespace);
    const consider = (items: T[] | undefined = []): void => {
      if (items.length < fewest.length) fewest = items;
    };
    for (const [key, value] of Object.entries(selector.matchLabels)) {
      consider(this.#byLabel.get(toKey(namespace, key, value)));
    }
    for (const expression of selector.matchExpressions) {
      if (needsKey(expression)) consider(this.#withExpression(namespace, expression));
    }
    return fewest;
  }

  #withExpression(namespace: string, { key, operator, values }: LabelExpression): T[] | undefined {
    const isOne = operator === 'In' && values.length === 1;
    return isOne ? this.#byLabel.get(toKey(namespace, key, values[0] ?? '')) : this.#byKey.get(toKey(namespace, key));
  }
}

function needsKey({ operator }: LabelExpression): boolean {
  return operator === 'In' || operator === 'Exists';
}

function toKey(namespace: string, key: string, value?: string): string {
  return JSON.stringify([namespace, key, value]);
}
