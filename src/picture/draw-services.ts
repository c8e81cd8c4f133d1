import { plural } from '../text/words';
import { describeRoute, describeServices, NOTHING, serviceName } from './describe-services';
import { type Column, drawFork, forkHeight, MARGIN } from './draw-fork';
import { routeFork } from './draw-route';
import { type Look, looksOf } from './looks';
import type { BackendPicture, RoutePicture } from './route-picture';
import { type Columns, serviceFork } from './service-fork';
import type { ServicePicture } from './service-picture';
import { element, textElement } from './svg';
import { type SvgDocument, svgDocument } from './svg-document';

const TITLE = 'Services and the versions that they send traffic to';
const ROUTES_TITLE = 'Routes, their Services and the versions that these send traffic to';

const GROUP_GAP = 32;

/** The columns of a picture without routes. */
const TWO_COLUMNS: Columns = {
  routes: { x: MARGIN, width: 0 },
  services: { x: MARGIN, width: 250 },
  versions: { x: 430, width: 386 },
};

/** The columns of a picture with routes. */
const THREE_COLUMNS: Columns = {
  routes: { x: MARGIN, width: 230 },
  services: { x: 374, width: 230 },
  versions: { x: 730, width: 330 },
};

/** The most versions in one picture; more would be unreadable. */
const MAX_VERSIONS = 60;

/** The most routes in one picture. */
const MAX_ROUTES = 30;

/**
 * Draws routes, Services and the shares of their versions, in columns from left to right.
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

/** Returns a look for each version of the Services. A version looks the same behind all of them. */
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
  const columns = drawnRoutes.length > 0 ? THREE_COLUMNS : TWO_COLUMNS;
  const left = new Map(drawn.map((service) => [serviceName(service), service]));
  const take = ({ namespace, service }: BackendPicture): ServicePicture | undefined => {
    const name = serviceName({ namespace, name: service });
    const found = left.get(name);
    left.delete(name);
    return found;
  };
  const routed = drawnRoutes.map((route) => routeFork(route, columns, looks, take));
  // Services without a route are below, in the column of the Services.
  const forks = [...routed, ...[...left.values()].map((service) => serviceFork(service, columns, looks))];
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
    ...(forks.length === 0 ? [`${NOTHING}.`] : []),
  ];
  for (const note of notes) {
    y += 26;
    body.push(textElement('text', { class: 'muted', x: MARGIN, y }, note));
  }
  const description = [
    ...drawnRoutes.map(describeRoute),
    ...(services.length > 0 || routes.length === 0 ? [describeServices(drawn)] : []),
    ...notes.filter((note) => note !== `${NOTHING}.`).map((note) => `${note}.`),
  ];
  const title = routes.length > 0 ? ROUTES_TITLE : TITLE;
  return {
    width: endOf(columns.versions) + MARGIN,
    height: y + MARGIN,
    title,
    description: description.join(' '),
    body,
  };
}

/** Returns as many Services as fit with all their versions, and at least one. */
function drawnServices(services: ServicePicture[]): ServicePicture[] {
  let versions = 0;
  return services.filter((service, index) => (versions += service.versions.length) <= MAX_VERSIONS || index === 0);
}

function endOf({ x, width }: Column): number {
  return x + width;
}

function closing(noun: string, drawn: number, all: number): string[] {
  return drawn === all ? [] : [`… and ${plural(all - drawn, `more ${noun}`)} that do not fit`];
}
