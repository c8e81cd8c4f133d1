import type { AppOptions } from '../app/app-options';
import type { Color } from '../plan/color';
import type { VersionProps } from '../app/version-props';

/** One color of a `BlueGreenApp`. */
export interface ColorProps extends VersionProps {
  /**
   * The number of pods of this color: a whole number, 0 or more, and at least 1 if the color is active. 0 keeps the
   * Deployment for a rollback without its cost.
   *
   * @default - the app's `replicas`
   */
  readonly replicas?: number;

  /**
   * The most pods that the color's autoscaler starts: a whole number, the color's `replicas` or more.
   *
   * @default - the `maxReplicas` of the app's `autoscaling`
   */
  readonly maxReplicas?: number;
}

/** The props of a `BlueGreenApp`. */
export interface BlueGreenAppProps extends AppOptions {
  /** The color that gets all traffic from the Service, unless both overlap. Changing it switches all traffic at once. */
  readonly active: Color;

  /**
   * Whether the Service selects the pods of both colors. Set it in one commit before `active` changes if a load
   * balancer targets the pods themselves: it needs some seconds to find new pods healthy, and has no healthy target
   * until then. The preview Service keeps selecting the color that is not `active`.
   *
   * @default false
   */
  readonly overlap?: boolean;

  /**
   * The blue color.
   *
   * @default - none, and its Deployment goes away
   */
  readonly blue?: ColorProps;

  /**
   * The green color.
   *
   * @default - none, and its Deployment goes away
   */
  readonly green?: ColorProps;

  /**
   * Whether a second Service selects the idle color, so that you can test it before the switch. It exists as long as
   * there is an idle color. If a color has a `smokeTest`, the Service selects that color, before and after the switch.
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
