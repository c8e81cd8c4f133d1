/** The data of a picture of a plan. */
export interface PlanPicture {
  readonly title: string;
  /** The guarantee that holds at any moment. */
  readonly promise: string;
  /** The fewest ready pods that may serve at any moment. */
  readonly floor: number;
  /** The names of the versions or colors, the old one first. */
  readonly tracks: readonly [string, string];
  /** The stages in the order in which they are applied; at least one. */
  readonly stages: StagePicture[];
  readonly cleanUp: { readonly title: string };
  /** The number of the current stage of the release. @default - no stage is marked */
  readonly here?: number;
}

/** One stage at rest, with the way to it. */
export interface StagePicture {
  readonly number: number;
  readonly title: string;
  /** The pods of the tracks. */
  readonly pods: readonly [number, number];
  /** The new track's share of the traffic, in percent. */
  readonly percent: number;
  /** The fewest ready pods from the stage before to this one. */
  readonly lowestReady: number;
}
