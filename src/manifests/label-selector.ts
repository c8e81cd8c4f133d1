/** The labels of an object. */
export type Labels = Readonly<Record<string, string>>;

/** One line of `matchExpressions`. */
export interface LabelExpression {
  readonly key: string;
  /** `In`, `NotIn`, `Exists` or `DoesNotExist`. Anything else matches nothing. */
  readonly operator: string;
  readonly values: string[];
}

/** A selector of pods: it selects those that match all labels and all expressions. */
export interface LabelSelector {
  readonly matchLabels: Labels;
  readonly matchExpressions: LabelExpression[];
}

/** Returns a selector with only labels, as in a Service. */
export function labelSelector(matchLabels: Labels): LabelSelector {
  return { matchLabels, matchExpressions: [] };
}

/** Reports whether a selector is empty. In a disruption budget, an empty one selects all pods; in a Service, none. */
export function isEmptySelector(selector: LabelSelector): boolean {
  return Object.keys(selector.matchLabels).length === 0 && selector.matchExpressions.length === 0;
}

/** Reports whether the labels match the selector. All labels match an empty selector. */
export function matchesLabels(selector: LabelSelector, labels: Labels): boolean {
  const { matchLabels, matchExpressions } = selector;
  return (
    Object.keys(matchLabels).every((key) => valueOf(labels, key) === matchLabels[key]) &&
    // Few selectors have any, and without the call V8 optimizes this function in a third of the time.
    (matchExpressions.length === 0 ||
      matchExpressions.every((expression) => meets(expression, valueOf(labels, expression.key))))
  );
}

/** The keys of selectors, each of which is asked for several times. */
const KEYS = new WeakMap<LabelSelector, string>();

/** Returns a key that is equal for equal selectors, regardless of the order of their keys. */
export function selectorKey(selector: LabelSelector): string {
  const known = KEYS.get(selector);
  if (known !== undefined) return known;
  const key = toKey(selector);
  KEYS.set(selector, key);
  return key;
}

function toKey(selector: LabelSelector): string {
  const labels = Object.entries(selector.matchLabels).map((label) => JSON.stringify(label));
  const expressions = selector.matchExpressions.map(({ key, operator, values }) =>
    JSON.stringify([key, operator, [...values].sort()]),
  );
  return `${labels.sort().join()};${expressions.sort().join()}`;
}

/** Reports whether two selectors select the same pods. The order of their keys makes no difference. */
export function sameSelector(a: LabelSelector, b: LabelSelector): boolean {
  // An object that two states share has one selector.
  return a === b || selectorKey(a) === selectorKey(b);
}

/** Returns the selector in readable form: `app=web,tier in (front)`. */
export function describeSelector(selector: LabelSelector): string {
  if (isEmptySelector(selector)) return 'no labels';
  const labels = Object.entries(selector.matchLabels).map(([key, value]) => `${key}=${value}`);
  const expressions = selector.matchExpressions.map(({ key, operator, values }) =>
    values.length === 0 ? `${key} ${operator}` : `${key} ${operator} (${values.join(', ')})`,
  );
  return [...labels, ...expressions].join(',');
}

function meets({ operator, values }: LabelExpression, value: string | undefined): boolean {
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      // A missing label is not in the list either (Kubernetes documentation, "set-based requirement").
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return false;
  }
}

function valueOf(labels: Labels, key: string): string | undefined {
  return Object.hasOwn(labels, key) ? labels[key] : undefined;
}
