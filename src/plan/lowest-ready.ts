import { deploymentChange } from '../model/deployment-change';
import { exactly } from '../model/range';
import { serviceChange } from '../model/service-change';
import { Color } from './color';

/** The pods of both colors, and the color that gets the traffic. */
export interface ColorPods {
  readonly active: Color;
  /** Whether the other color gets traffic, too. */
  readonly overlap: boolean;
  readonly blue: number;
  readonly green: number;
}

/** Returns the fewest ready endpoints of the Service from one stage of a blue/green release to another, both included. */
export function lowestReady(before: ColorPods, after: ColorPods): number {
  const selectedBy = ({ active, overlap }: ColorPods, color: Color): string[] =>
    overlap || active === color ? [''] : [];
  const pods = [Color.BLUE, Color.GREEN].map((color) => ({
    id: color,
    wave: 0,
    lingers: false,
    change: deploymentChange({ replicas: exactly(before[color]) }, { replicas: exactly(after[color]) }),
    selectedBefore: selectedBy(before, color),
    selectedAfter: selectedBy(after, color),
  }));
  return serviceChange({ pods }).lowest;
}
