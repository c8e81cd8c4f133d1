import { isObject } from '../validate/shape';
import { rawObject, rawObjects, rawText, rawValue } from './raw';
import { toKey } from './read-metadata';

/** The custom kinds that make a Secret with their own name. */
export const OWN_NAME_MAKERS = ['SealedSecret', 'VaultSecret', 'OnePasswordItem'] as const;

/** The reader of a kind: it gives the keys (`namespace/name`) of the Secrets that a custom resource states. */
type SecretsOf = (object: Readonly<Record<string, unknown>>, namespace: string, name: string) => string[];

/**
 * The custom kinds that state the name of the Secret that they make.
 *
 * Sources: the API references of the External Secrets Operator, the Vault Secrets Operator, the
 * Infisical operator and cert-manager.
 */
const STATED_NAME_MAKERS: Readonly<Record<string, SecretsOf>> = {
  ExternalSecret: ({ spec }, namespace, name) => {
    // With these policies, it only adds data to a Secret that something else makes, or makes none at all.
    if (['Merge', 'None'].includes(rawText(spec, 'target', 'creationPolicy') ?? '')) return [];
    return [toKey(namespace, rawText(spec, 'target', 'name') ?? name)];
  },
  VaultStaticSecret: secretsOfVault,
  VaultDynamicSecret: secretsOfVault,
  VaultPKISecret: secretsOfVault,
  InfisicalSecret: secretsOfInfisical,
  InfisicalDynamicSecret: secretsOfInfisical,
  Certificate: ({ spec }, namespace) => {
    const name = rawText(spec, 'secretName');
    return name === undefined ? [] : [toKey(namespace, name)];
  },
};

/** Reports whether a custom resource of a kind must be read to know which Secrets it makes. */
export function statesSecretName(kind: string): boolean {
  return Object.hasOwn(STATED_NAME_MAKERS, kind);
}

/** Returns the keys (`namespace/name`) of the Secrets that a custom resource makes, if its kind states their names. */
export function statedSecretsOf(kind: string, object: unknown, namespace: string, name: string): string[] {
  return statesSecretName(kind) && isObject(object) ? (STATED_NAME_MAKERS[kind]?.(object, namespace, name) ?? []) : [];
}

/** Returns the Secret of a resource of the Vault Secrets Operator. Without `create`, something else has to make it. */
function secretsOfVault({ spec }: Readonly<Record<string, unknown>>, namespace: string): string[] {
  const name = rawText(spec, 'destination', 'name');
  return name !== undefined && rawValue(spec, 'destination', 'create') === true ? [toKey(namespace, name)] : [];
}

function secretsOfInfisical({ spec }: Readonly<Record<string, unknown>>, namespace: string): string[] {
  const references = [rawObject(spec, 'managedSecretReference'), ...rawObjects(spec, 'managedKubeSecretReferences')];
  return references.flatMap((reference) => {
    const name = rawText(reference, 'secretName');
    return name === undefined ? [] : [toKey(rawText(reference, 'secretNamespace') ?? namespace, name)];
  });
}
