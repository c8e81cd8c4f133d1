import type { PodTemplate } from '../manifests/state';

/** The images that change from one template to another, by container. */
export function changedImages(before: PodTemplate, after: PodTemplate): string[] {
  return Object.entries(after.images)
    .filter(([container, image]) => Object.hasOwn(before.images, container) && before.images[container] !== image)
    .map(([container, image]) => `${before.images[container]} → ${image}`);
}

/** What changes from one template to another, for people: the images, if it is them. */
export function describeImageChange(before: PodTemplate, after: PodTemplate): string {
  const images = changedImages(before, after);
  return images.length === 0 ? 'another pod template' : images.join(', ');
}
