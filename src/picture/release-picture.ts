/** The data of a picture of a release. */
export interface ReleasePicture {
  /** The app, with its environment: `prod/shop`. */
  readonly name: string;
  /** The version that runs. */
  readonly from: string;
  /** The version that comes next. @default - no release is under way */
  readonly to?: string;
  /** The number of the stage, from 1. @default - no release is under way */
  readonly stage?: number;
  /** A note, such as the time at the stage, or the reason for a hold. */
  readonly note: string;
  /** The stages of the plan in order; at least one. */
  readonly stages: { readonly title: string; readonly percent: number }[];
}
