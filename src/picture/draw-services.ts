import { plural } from '../text/words';
import { describeServices, NOTHING, serviceName, shareText } from './describe-services';
import { podBars, podScale } from './pod-bar';
import type { ServicePicture, VersionPicture } from './service-picture';
import { element, pathData, textElement } from './svg';
import { embeddedSvg, type SvgDocument, svgDocument } from './svg-document';
import { type Look, lookOf, looksOf } from './looks';
import { BOLD_SIZE, fitText, TEXT_SIZE, textWidth } from './text-width';

const WIDTH = 840;
const MARGIN = 24;
const TITLE = 'Services and the versions that they send traffic to';

/** The boxes: a Service on the left, an arrow to each version, and the Deployment of the version on the right. */
const SERVICE = { width: 250, height: 76 };
const DEPLOYMENT = { x: 430, width: WIDTH - MARGIN - 430, height: 84 };
const FORK = MARGIN + SERVICE.width + 30;
const GAP = 12;
const SERVICE_GAP = 32;

/** The most versions in one picture; more would be unreadable. */
const MAX_VERSIONS = 60;

/** Draws Services with the shares of their versions, one below the other. */
export function drawServices(services: ServicePicture[]): string {
  return svgDocument(servicesDocument(services, looksOfServices(services)));
}

/**
 * Draws Services as an element of a page.
 *
 * @param looks the looks of the versions in all pictures of the page
 */
export function embedServices(services: ServicePicture[], looks: ReadonlyMap<string, Look>): string {
  return embeddedSvg(servicesDocument(services, looks));
}

/** Returns a look for each version of the Services, so that a version looks the same behind all of them. */
export function looksOfServices(services: readonly Pick<ServicePicture, 'versions'>[]): ReadonlyMap<string, Look> {
  return looksOf(services.flatMap(({ versions }) => versions.map(({ version }) => version)));
}

function servicesDocument(services: ServicePicture[], looks: ReadonlyMap<string, Look>): SvgDocument {
  const drawn = drawnServices(services);
  const body: string[] = [];
  let y = MARGIN;
  for (const service of drawn) {
    body.push(element('g', {}, drawService(service, y, looks)));
    y += groupHeight(service) + SERVICE_GAP;
  }
  y -= drawn.length === 0 ? 0 : SERVICE_GAP;
  const note = closing(drawn.length, services.length);
  if (note !== undefined) {
    y += 26;
    body.push(textElement('text', { class: 'muted', x: MARGIN, y }, note));
  }
  const description = [describeServices(drawn), ...(note === undefined || note === NOTHING ? [] : [`${note}.`])];
  return { width: WIDTH, height: y + MARGIN, title: TITLE, description: description.join(' '), body };
}

/** Returns as many Services as fit with all their versions, and at least one. */
function drawnServices(services: ServicePicture[]): ServicePicture[] {
  let versions = 0;
  return services.filter((service, index) => (versions += service.versions.length) <= MAX_VERSIONS || index === 0);
}

function closing(drawn: number, all: number): string | undefined {
  if (all === 0) return NOTHING;
  return drawn === all ? undefined : `… and ${plural(all - drawn, 'more Service')} that there is no room for`;
}

function groupHeight({ versions }: ServicePicture): number {
  return Math.max(SERVICE.height, versions.length * (DEPLOYMENT.height + GAP) - GAP);
}

function drawService(service: ServicePicture, top: number, looks: ReadonlyMap<string, Look>): string[] {
  const middle = top + groupHeight(service) / 2;
  const y = middle - SERVICE.height / 2;
  const text = { x: MARGIN + 14, width: SERVICE.width - 28 };
  const line = (kind: string, base: number, words: string): string =>
    textElement(
      'text',
      { class: kind, x: text.x, y: base },
      fitText(words, text.width, kind === 'strong' ? BOLD_SIZE : TEXT_SIZE),
    );
  const most = Math.max(...service.versions.map(({ endpoints }) => endpoints));
  return [
    element('rect', { class: 'box', x: MARGIN, y, width: SERVICE.width, height: SERVICE.height, rx: 6 }),
    line('muted', y + 22, service.preview ? 'Preview Service' : 'Service'),
    line('strong', y + 42, serviceName(service)),
    line('muted', y + 62, plural(service.endpoints, 'ready endpoint')),
    drawLine(service.endpoints > 0, pathData`M${MARGIN + SERVICE.width} ${middle}H${FORK}`),
    ...service.versions.flatMap((version, index) => {
      const row = top + index * (DEPLOYMENT.height + GAP);
      const look = lookOf(looks, version.version);
      return [...drawArrow(version, middle, row + DEPLOYMENT.height / 2), ...drawVersion(version, row, look, most)];
    }),
  ];
}

/** Draws the arrow from the fork to a version, with its share. */
function drawArrow(version: VersionPicture, from: number, to: number): string[] {
  const end = DEPLOYMENT.x - 4;
  const served = (version.percent ?? 0) > 0;
  return [
    drawLine(served, pathData`M${FORK} ${from}V${to}H${end}`),
    element('path', { class: served ? 'mark line' : 'way line', d: pathData`M${end - 5} ${to - 4}l${5} 4l${-5} 4` }),
    textElement('text', { class: 'number middle', x: (FORK + end) / 2, y: to - 8 }, shareText(version)),
  ];
}

/** Draws a line, dashed if no traffic takes it. */
function drawLine(served: boolean, d: string): string {
  return element('path', served ? { class: 'mark line', d } : { class: 'way line', 'stroke-dasharray': '4 3', d });
}

function drawVersion(version: VersionPicture, top: number, look: Look, most: number): string[] {
  const { x, width, height } = DEPLOYMENT;
  const [left, right] = [x + 14, x + width - 14];
  const text = plural(version.endpoints, 'pod');
  const pods = { text, width: textWidth(text) + 12 };
  const scale = podScale(left, right - left, most, 25);
  const bar = { count: version.endpoints, ...look, idle: false };
  return [
    element('rect', { class: 'box', x, y: top, width, height, rx: 6 }),
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
    ...podBars(scale, top + 56, [bar]),
  ];
}
