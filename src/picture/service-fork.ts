import { endpointWords, podWords } from '../text/ready-words';
import { ownerName, serviceName, shareText } from './describe-services';
import type { Column, Fork } from './draw-fork';
import { podBars, podScale } from './pod-bar';
import type { ServicePicture, VersionPicture } from './service-picture';
import { element, textElement } from './svg';
import { type Look, lookOf } from './looks';
import { BOLD_SIZE, fitText, textWidth } from './text-width';

/** The columns of a picture: routes lead to Services, and these to the versions of their pods. */
export interface Columns {
  readonly routes: Column;
  readonly services: Column;
  readonly versions: Column;
}

/** The height of the box of a version, in pixels. */
const VERSION_HEIGHT = 84;

/** Returns a Service with an arrow to each of its versions. */
export function serviceFork(service: ServicePicture, columns: Columns, looks: ReadonlyMap<string, Look>): Fork {
  const most = Math.max(...service.versions.map(({ endpoints, ready = 0 }) => Math.max(endpoints, ready)));
  return {
    source: [service.servesUsers ? 'Service' : 'Test Service', serviceName(service), endpointWords(service)],
    column: columns.services,
    served: service.endpoints > 0,
    targets: service.versions.map((version) => ({
      percent: version.percent,
      share: shareText(version),
      x: columns.versions.x,
      height: VERSION_HEIGHT,
      draw: (top) => drawVersion(version, columns.versions, top, lookOf(looks, version.version), most),
    })),
  };
}

function drawVersion(version: VersionPicture, { x, width }: Column, top: number, look: Look, most: number): string[] {
  const [left, right] = [x + 14, x + width - 14];
  const text = podWords(version);
  const pods = { text, width: textWidth(text) + 12 };
  const scale = podScale(left, right - left, most, 25);
  // Requested pods that are not ready are outlines.
  const ready = version.ready ?? version.endpoints;
  const bars = [
    { count: ready, ...look, idle: false },
    { count: Math.max(0, version.endpoints - ready), ...look, idle: true },
  ];
  return [
    element('rect', { class: 'box', x, y: top, width, height: VERSION_HEIGHT, rx: 6 }),
    textElement(
      'text',
      { class: 'strong', x: left, y: top + 24 },
      fitText(version.version, right - left - pods.width, BOLD_SIZE),
    ),
    textElement('text', { class: 'number end', x: right, y: top + 24 }, pods.text),
    textElement('text', { class: 'muted', x: left, y: top + 44 }, fitText(ownerName(version), right - left)),
    ...podBars(scale, top + 56, bars),
  ];
}
