/** The strictness with which pods are kept apart. */
export enum Spreading {
  /** A pod that would violate it stays pending. */
  REQUIRED = 'required',
  /** The scheduler tries, and places the pod anyway. */
  PREFERRED = 'preferred',
}
