import { plural } from './words';

/** A requested number of pods, and the number of ready ones if it is known. */
interface Counted {
  readonly endpoints: number;
  readonly ready?: number;
}

/** Returns the pods of a version: `5 pods`, or `3 of 5 pods` if it is known that 3 are ready. */
export function podWords({ endpoints, ready }: Counted): string {
  const pods = plural(endpoints, 'pod');
  return ready === undefined ? pods : `${ready} of ${pods}`;
}

/** Returns the endpoints of a Service: `5 ready endpoints`, or `3 of 5 endpoints ready`. */
export function endpointWords({ endpoints, ready }: Counted): string {
  return ready === undefined
    ? plural(endpoints, 'ready endpoint')
    : `${ready} of ${plural(endpoints, 'endpoint')} ready`;
}
