import { sharePercent } from '../model/share';
import type { Color } from './color';
import type { PlannedColors } from './planned-colors';

/** Returns the share of the traffic that a color gets in a stage at rest, in percent. */
export function colorPercent(stage: PlannedColors, color: Color): number {
  if (stage.overlap) return sharePercent(stage[color], stage.blue + stage.green) ?? 0;
  return stage.active === color ? 100 : 0;
}
