import type { LabelSelector } from './label-selector';
import { type RawObject, rawLabels, rawObjects, rawText, rawTexts } from './raw';

/** Returns a selector with `matchLabels` and `matchExpressions`, or an empty one if none is stated. */
export function rawSelector(selector: RawObject): LabelSelector {
  return {
    matchLabels: rawLabels(selector, 'matchLabels'),
    matchExpressions: rawObjects(selector, 'matchExpressions').map((expression) => ({
      key: rawText(expression, 'key') ?? '',
      operator: rawText(expression, 'operator') ?? '',
      values: rawTexts(expression, 'values'),
    })),
  };
}
