import { type Check, isObject } from '../validate/shape';
import { unknownFieldProblems } from '../validate/unknown-fields';
import { Severity } from './severity';

const LEVELS: string[] = Object.values(Severity);

/** Returns a check of an object of severities by rule id. */
export function severitiesCheck(ruleIds: readonly string[]): Check {
  return (prop, severities) => {
    if (!isObject(severities)) {
      const fix = 'pass, for example, { "share-jump": "error" }';
      return [{ prop, received: severities, expected: 'an object of severities by rule id', fix }];
    }
    return [
      ...unknownFieldProblems(`${prop}.`, severities, ruleIds, 'rule', () => undefined),
      ...Object.entries(severities)
        .filter(([id, level]) => ruleIds.includes(id) && !LEVELS.includes(level as string))
        .map(([id, received]) => ({
          prop: `${prop}.${id}`,
          received,
          expected: LEVELS.join(', '),
          fix: 'use one of them',
        })),
    ];
  };
}
