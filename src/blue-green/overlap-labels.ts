import { DEFAULT_APP_LABEL } from '../app/labels';
import type { Track } from '../app/track';
import type { Problem } from '../validate/problem';
import type { BlueGreenAppProps } from './blue-green-props';

/** Returns the labels that the pods of both colors carry: by these, a Service selects both. */
export function commonLabels({ matchLabels: first }: Track, { matchLabels: second }: Track): Record<string, string> {
  return Object.fromEntries(
    Object.entries(first).filter(([key, value]) => Object.hasOwn(second, key) && second[key] === value),
  );
}

/** Reports an overlap of colors without a common app label: the Service would select the pods of other apps, or none. */
export function commonLabelProblems(props: BlueGreenAppProps, blue: Track, green: Track): Problem[] {
  const { appLabel = DEFAULT_APP_LABEL } = props;
  if (Object.hasOwn(commonLabels(blue, green), appLabel)) return [];
  const expected = `no value while the matchLabels of blue and green have no label ${appLabel} in common`;
  const fix = `switch without an overlap, and set a common label ${appLabel} for the next version, which does not run yet`;
  return [{ prop: 'overlap', received: props.overlap, expected, fix }];
}
