import type { Problem } from './problem';

// The grammar of the container registries, to distinguish the port of a registry, a tag and a digest.
// https://github.com/distribution/reference/blob/main/reference.go
const DOMAIN_COMPONENT = '[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?';
const DOMAIN = `(?:${DOMAIN_COMPONENT}(?:\\.${DOMAIN_COMPONENT})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?`;
const PATH_COMPONENT = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const TAG = '[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}';
// Each digest algorithm of the container runtimes has a fixed length, in lower case.
// https://github.com/opencontainers/go-digest/blob/master/algorithm.go
const KNOWN_DIGEST = 'sha256:[0-9a-f]{64}|sha384:[0-9a-f]{96}|sha512:[0-9a-f]{128}';
const OTHER_DIGEST = '(?!sha256:|sha384:|sha512:)[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}';
const NAME = `(?:${DOMAIN}/)?${PATH_COMPONENT}(?:/${PATH_COMPONENT})*`;
const IMAGE = new RegExp(`^(?<name>${NAME})(?::${TAG})?(?:@(?:${KNOWN_DIGEST}|${OTHER_DIGEST}))?$`);
const MAX_NAME_LENGTH = 255;
/** The longest reference: a name of 255 characters, a tag of 128, a digest. */
const MAX_IMAGE_LENGTH = 1024;

/** Returns the problem of a value that is not an image reference: `[registry[:port]/]name[:tag][@digest]`. */
export function imageProblem(prop: string, image: unknown): Problem | undefined {
  if (isImage(image)) return undefined;
  return {
    prop,
    received: image,
    expected: 'an image reference: [registry[:port]/]name[:tag][@digest], the name in lower case, without spaces',
    fix: 'write it as for "docker pull", for example registry.example.com:5000/shop/web:1.4.2',
  };
}

function isImage(image: unknown): boolean {
  if (typeof image !== 'string' || image.length > MAX_IMAGE_LENGTH) return false;
  const name = IMAGE.exec(image)?.groups?.name;
  return name !== undefined && name.length <= MAX_NAME_LENGTH;
}
