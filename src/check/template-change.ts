import type { PodTemplate } from '../manifests/state';

/** Returns the images that change from one template to another, by container. */
export function changedImages(before: PodTemplate, after: PodTemplate): string[] {
  return Object.entries(after.images)
    .filter(([container, image]) => Object.hasOwn(before.images, container) && before.images[container] !== image)
    .map(([container, image]) => `${shortImage(before.images[container] ?? '')} → ${shortImage(image)}`);
}

/** Describes the change from one template to another: the images, if these change. */
export function describeImageChange(before: PodTemplate, after: PodTemplate): string {
  const images = changedImages(before, after);
  return images.length === 0 ? 'another pod template' : images.join(', ');
}

/**
 * Shortens the digest of an image, as people do to compare digests.
 *
 * @example
 * shortImage(`web@sha256:${'0123456789abcdef'.repeat(4)}`) // => 'web@sha256:0123456789ab'
 */
export function shortImage(image: string): string {
  return image.replace(/(^|@)(sha\d+):([0-9a-f]{12})[0-9a-f]+$/i, '$1$2:$3');
}

/**
 * Returns the part of an image that tells it apart from another one: the tag and digest of images of one repository.
 *
 * @example
 * imageDifference('registry.example.com/shop/web:1.4', 'registry.example.com/shop/web:1.3') // => '1.4'
 */
export function imageDifference(image: string, other: string): string {
  const [, repository = '', suffix = ''] = IMAGE.exec(image) ?? [];
  const [, otherRepository, otherSuffix = ''] = IMAGE.exec(other) ?? [];
  const isTold = suffix !== '' && otherSuffix !== '' && repository === otherRepository;
  return shortImage(isTold ? image.slice(repository.length + 1) : image);
}

/** The repository, which may contain the port of a registry, and the tag and digest after it. */
const IMAGE = /^(.*?)((?::[^:/@]+)?(?:@[^/@]+)?)$/s;
