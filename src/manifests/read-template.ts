import { canonicalTemplate } from './canonical-template';
import type { Fields } from './fields';
import { fingerprint } from './fingerprint';
import { appliedTemplate } from './live-status';
import { readConfigReferences } from './read-config-references';
import { type PodFacts, readPodFacts } from './read-pod';
import type { RawObject } from './raw';
import type { ContainerPort, PodTemplate } from './state';

/** A pod template that was read. */
class ReadTemplate implements PodTemplate {
  readonly labels: PodTemplate['labels'];
  readonly images: PodTemplate['images'];
  readonly ports: ContainerPort[];
  readonly configs: string[];
  readonly pod: PodFacts;
  readonly #object: RawObject;
  #fingerprint: string | undefined;

  constructor(fields: Omit<PodTemplate, 'fingerprint'>, object: RawObject, fingerprint: string | undefined) {
    this.labels = fields.labels;
    this.images = fields.images;
    this.ports = fields.ports;
    this.configs = fields.configs;
    this.pod = fields.pod;
    this.#object = object;
    this.#fingerprint = fingerprint;
  }

  get fingerprint(): string {
    return (this.#fingerprint ??= toFingerprint(this.#object));
  }
}

/**
 * Reads a pod template.
 *
 * @param spec the fields around it
 * @param object the whole object
 */
export function readTemplate(spec: Fields, object: RawObject): PodTemplate {
  const template = spec.object('template');
  const labels = template.object('metadata').labels('labels');
  const pod = template.object('spec');
  const containers = pod.objects('containers');
  const initContainers = pod.objects('initContainers');
  // A native sidecar is an init container that keeps running (Kubernetes documentation, "sidecar containers").
  const sidecars = initContainers.filter((container) => container.text('restartPolicy') === 'Always');
  const serving = [...containers, ...sidecars];
  const configs = readConfigReferences(pod, [...containers, ...initContainers]);
  // Most templates are the same in both states, so no one asks for their fingerprints. A plain one always has one.
  const known = spec.isPlain ? undefined : readFingerprint(spec, object);
  const images = Object.fromEntries(
    containers.map((container, index) => [container.text('name') ?? String(index), container.text('image') ?? '']),
  );
  const ports = serving.flatMap((container) => container.objects('ports').map(readPort));
  return new ReadTemplate({ labels, images, ports, pod: readPodFacts(spec.raw('template')), configs }, object, known);
}

function readPort(port: Fields): ContainerPort {
  return { number: port.portNumber('containerPort'), name: port.text('name'), protocol: port.text('protocol') };
}

function readFingerprint(spec: Fields, object: RawObject): string {
  if (spec.isRefused) return '';
  try {
    return toFingerprint(object);
  } catch {
    spec.problem('template', 'a pod template that does not contain itself', 'write it out');
    return '';
  }
}

function toFingerprint(object: RawObject): string {
  return fingerprint(canonicalTemplate(appliedTemplate(object)));
}
