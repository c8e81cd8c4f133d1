import type { Fields } from './fields';

/**
 * Returns the ConfigMaps and Secrets that the pods of a template need in order to start, as `ConfigMap name`: those
 * that volumes and environment variables refer to without marking them as optional.
 */
export function readConfigReferences(pod: Fields, containers: readonly Fields[]): string[] {
  const volumes = pod.objects('volumes');
  const projected = volumes.flatMap((volume) => volume.object('projected').objects('sources'));
  const references = [
    ...[...volumes, ...projected].flatMap((source) => [
      required('ConfigMap', source.object('configMap'), 'name'),
      required('Secret', source.object('secret'), 'secretName'),
      required('Secret', source.object('secret'), 'name'),
    ]),
    ...containers.flatMap((container) => [
      ...container
        .objects('envFrom')
        .flatMap((source) => [
          required('ConfigMap', source.object('configMapRef'), 'name'),
          required('Secret', source.object('secretRef'), 'name'),
        ]),
      ...container
        .objects('env')
        .map((variable) => variable.object('valueFrom'))
        .flatMap((source) => [
          required('ConfigMap', source.object('configMapKeyRef'), 'name'),
          required('Secret', source.object('secretKeyRef'), 'name'),
        ]),
    ]),
  ];
  return [...new Set(references.filter((reference) => reference !== undefined))];
}

function required(kind: string, source: Fields, field: string): string | undefined {
  const name = source.text(field);
  return name === undefined || source.flag('optional') === true ? undefined : `${kind} ${name}`;
}
