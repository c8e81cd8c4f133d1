import { versionProblem } from '../validate/names';

/** How many digits of a digest tell images apart, as registries and container runtimes abbreviate them. */
const SHORT_DIGEST = 12;

/**
 * Returns the version that an image is named with: its tag, or the beginning of its digest. `undefined` where it has neither, or
 * a tag that can't name a version.
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
