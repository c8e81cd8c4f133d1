import type { AppOptions } from '../app/app-options';
import type { Color } from '../plan/color';
import type { VersionProps } from '../app/version-props';

/** What a `BlueGreenRollout` is made from: the app and both colors as for a `BlueGreenApp`, before the release. */
export interface BlueGreenRolloutProps extends AppOptions {
  /** The color that serves before the release. The release makes the other one active. */
  readonly active: Color;

  /** The blue color. Each stage states how many pods it runs. */
  readonly blue: VersionProps;

  /** The green color. Each stage states how many pods it runs. */
  readonly green: VersionProps;

  /**
   * How many pods of the new color are tested at first: a whole number, 1 to `replicas`. Fewer than `replicas` add a stage
   * that brings them to `replicas` before the switch.
   *
   * @default - `replicas`
   */
  readonly previewReplicas?: number;

  /**
   * Whether a second Service sends traffic to the idle color, so that it can be tested before the switch.
   *
   * @default true
   */
  readonly previewService?: boolean;

  /**
   * The name of the preview Service.
   *
   * @default - `<name>-preview`
   */
  readonly previewServiceName?: string;
}
