/** The data of a picture of an Ingress or of a route of the Gateway API. */
export interface RoutePicture {
  readonly kind: string;
  /** @default - the manifest states none */
  readonly namespace?: string;
  readonly name: string;
  /** The hosts and paths that go to the same Services. */
  readonly matches: string[];
  readonly backends: BackendPicture[];
}

/** A Service behind a route. */
export interface BackendPicture {
  /** @default - the manifest states none */
  readonly namespace?: string;
  readonly service: string;
  /** Its share of the requests, in percent. */
  readonly percent: number;
  /** The number of its endpoints. @default - the manifests don't tell */
  readonly endpoints?: number;
  /** The number of endpoints that are ready now. @default - unknown */
  readonly ready?: number;
}
