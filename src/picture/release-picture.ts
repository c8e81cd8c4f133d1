/** What a picture of a release needs to know of it. */
export interface ReleasePicture {
  /** The app, with its environment: `prod/shop`. */
  readonly name: string;
  /** The version that runs. */
  readonly from: string;
  /** The version that comes. @default - no release is under way */
  readonly to?: string;
  /** The number of the stage, from 1. @default - no release is under way */
  readonly stage?: number;
  /** What else there is to know, such as since when, or why the release is held. */
  readonly note: string;
  /** The stages of the plan, in their order; at least one. */
  readonly stages: { readonly title: string; readonly percent: number }[];
}
