/** The data of a picture of a Service at rest. */
export interface ServicePicture {
  /** @default - the manifest states none */
  readonly namespace?: string;
  readonly name: string;
  /** Whether it serves users. The Services for tests, of any role, don't. */
  readonly servesUsers: boolean;
  /** The number of ready endpoints. */
  readonly endpoints: number;
  /** The number of endpoints that are ready now. @default - unknown */
  readonly ready?: number;
  readonly versions: VersionPicture[];
}

/** One version behind a Service. */
export interface VersionPicture {
  readonly version: string;
  /** The kind of the object that makes its pods, such as `Deployment`. */
  readonly kind: string;
  /** The name of that object. */
  readonly deployment: string;
  readonly endpoints: number;
  /** Its share in percent. @default - the Service has no endpoint */
  readonly percent?: number;
  /** The number of its pods that are ready now. @default - unknown */
  readonly ready?: number;
}
