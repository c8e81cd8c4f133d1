import { sharePercent } from '../model/share';
import type { BlueGreenStage } from './blue-green-plan';
import type { Color } from './color';

/** Returns the share of the traffic that a color gets in a stage at rest, in percent. */
export function colorPercent(stage: BlueGreenStage, color: Color): number {
  if (stage.overlap) return sharePercent(stage[color], stage.total) ?? 0;
  return stage.active === color ? 100 : 0;
}
