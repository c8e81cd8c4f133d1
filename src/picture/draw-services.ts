import { endpointWords, podWords } from '../text/ready-words';
import { plural } from '../text/words';
import { describeRoute, describeServices, NOTHING, serviceName, shareText } from './describe-services';
import { drawFork, type Fork, forkHeight, MARGIN, TARGET, WIDTH } from './draw-fork';
import { routeFork } from './draw-route';
import { podBars, podScale } from './pod-bar';
import type { RoutePicture } from './route-picture';
import type { ServicePicture, VersionPicture } from './service-picture';
import { element, textElement } from './svg';
import { type SvgDocument, svgDocument } from './svg-document';
import { type Look, lookOf, looksOf } from './looks';
import { BOLD_SIZE, fitText, textWidth } from './text-width';

const TITLE = 'Services and the versions that they send traffic to';
const ROUTES_TITLE = 'Routes, their Services and the versions that these send traffic to';

/** The height of the box of a version, in pixels. */
const VERSION_HEIGHT = 84;
const GROUP_GAP = 32;

/** The most versions in one picture; more would be unreadable. */
const MAX_VERSIONS = 60;

/** The most routes in one picture. */
const MAX_ROUTES = 30;

/**
 * Draws routes with their Services, and Services with the shares of their versions, one below the other.
 *
 * @param looks the looks of the versions in all pictures of a report. @default - those of the versions of this picture
 */
export function drawServices(
  services: ServicePicture[],
  routes: RoutePicture[] = [],
  looks: ReadonlyMap<string, Look> = looksOfServices(services),
): string {
  return svgDocument(servicesDocument(services, looks, routes));
}

/** Returns a look for each version of the Services, so that a version looks the same behind all of them. */
function looksOfServices(services: readonly Pick<ServicePicture, 'versions'>[]): ReadonlyMap<string, Look> {
  return looksOf(services.flatMap(({ versions }) => versions.map(({ version }) => version)));
}

function servicesDocument(
  services: ServicePicture[],
  looks: ReadonlyMap<string, Look>,
  routes: RoutePicture[] = [],
): SvgDocument {
  const drawn = drawnServices(services);
  const drawnRoutes = routes.slice(0, MAX_ROUTES);
  const forks = [...drawnRoutes.map(routeFork), ...drawn.map((service) => serviceFork(service, looks))];
  const body: string[] = [];
  let y = MARGIN;
  for (const fork of forks) {
    body.push(element('g', {}, drawFork(fork, y)));
    y += forkHeight(fork) + GROUP_GAP;
  }
  y -= forks.length === 0 ? 0 : GROUP_GAP;
  const notes = [
    ...closing('route', drawnRoutes.length, routes.length),
    ...closing('Service', drawn.length, services.length),
    ...(forks.length === 0 ? [NOTHING] : []),
  ];
  for (const note of notes) {
    y += 26;
    body.push(textElement('text', { class: 'muted', x: MARGIN, y }, note));
  }
  const description = [
    ...drawnRoutes.map(describeRoute),
    ...(services.length > 0 || routes.length === 0 ? [describeServices(drawn)] : []),
    ...notes.filter((note) => note !== NOTHING).map((note) => `${note}.`),
  ];
  const title = routes.length > 0 ? ROUTES_TITLE : TITLE;
  return { width: WIDTH, height: y + MARGIN, title, description: description.join(' '), body };
}

/** Returns as many Services as fit with all their versions, and at least one. */
function drawnServices(services: ServicePicture[]): ServicePicture[] {
  let versions = 0;
  return services.filter((service, index) => (versions += service.versions.length) <= MAX_VERSIONS || index === 0);
}

function closing(noun: string, drawn: number, all: number): string[] {
  return drawn === all ? [] : [`… and ${plural(all - drawn, `more ${noun}`)} that there is no room for`];
}

function serviceFork(service: ServicePicture, looks: ReadonlyMap<string, Look>): Fork {
  const most = Math.max(...service.versions.map(({ endpoints, ready = 0 }) => Math.max(endpoints, ready)));
  return {
    source: [service.servesUsers ? 'Service' : 'Test Service', serviceName(service), endpointWords(service)],
    served: service.endpoints > 0,
    targets: service.versions.map((version) => ({
      percent: version.percent,
      share: shareText(version),
      draw: (top) => drawVersion(version, top, lookOf(looks, version.version), most),
    })),
    targetHeight: VERSION_HEIGHT,
  };
}

function drawVersion(version: VersionPicture, top: number, look: Look, most: number): string[] {
  const { x, width } = TARGET;
  const [left, right] = [x + 14, x + width - 14];
  const text = podWords(version);
  const pods = { text, width: textWidth(text) + 12 };
  const scale = podScale(left, right - left, most, 25);
  // Pods that are asked for and not ready are outlines.
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
    textElement(
      'text',
      { class: 'muted', x: left, y: top + 44 },
      fitText(`Deployment ${version.deployment}`, right - left),
    ),
    ...podBars(scale, top + 56, bars),
  ];
}
