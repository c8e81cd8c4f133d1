import { versionProblem } from '../validate/names';

/** The number of digits with which registries and container runtimes abbreviate digests. */
const SHORT_DIGEST = 12;

/**
 * Returns the version in the name of an image: its tag, or the beginning of its digest. Returns `undefined` if it has
 * neither, or a tag that can't name a version.
 *
 * @example
 * versionOfImage('registry.example.com:5000/shop:2.0.0') // => '2.0.0'
 * versionOfImage(`shop@sha256:${'1f'.repeat(32)}`) // => 'sha-1f1f1f1f1f1f'
 */
export function versionOfImage(image: string): string | undefined {
  const [reference = '', digest] = image.split('@');
  const tag = /:([^/:]+)$/.exec(reference)?.[1];
  const version = tag ?? (digest && `sha-${digest.split(':')[1]?.slice(0, SHORT_DIGEST)}`);
  return version === undefined || versionProblem('version', version) !== undefined ? undefined : version;
}
