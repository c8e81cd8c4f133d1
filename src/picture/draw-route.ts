import { endpointWords } from '../text/ready-words';
import { percent } from '../text/words';
import { serviceName } from './describe-services';
import { type Fork, TARGET } from './draw-fork';
import type { BackendPicture, RoutePicture } from './route-picture';
import { element, textElement } from './svg';
import { BOLD_SIZE, fitText } from './text-width';

const HEIGHT = 52;

/** Returns a route with an arrow to each of its Services. */
export function routeFork({ kind, namespace, name, matches, backends }: RoutePicture): Fork {
  const more = matches.length > 1 ? ` and ${matches.length - 1} more` : '';
  return {
    source: [kind, serviceName({ namespace, name }), `${matches[0] ?? ''}${more}`],
    served: backends.some(({ percent: share }) => share > 0),
    targets: backends.map((backend) => ({
      percent: backend.percent,
      share: percent(backend.percent),
      draw: (top) => drawBackend(backend, top),
    })),
    targetHeight: HEIGHT,
  };
}

function drawBackend({ namespace, service, endpoints, ready }: BackendPicture, top: number): string[] {
  const { x, width } = TARGET;
  const room = width - 28;
  const remark = endpoints === undefined ? '' : endpointWords({ endpoints, ...(ready === undefined ? {} : { ready }) });
  return [
    element('rect', { class: 'box', x, y: top, width, height: HEIGHT, rx: 6 }),
    textElement(
      'text',
      { class: 'strong', x: x + 14, y: top + 22 },
      fitText(`Service ${serviceName({ namespace, name: service })}`, room, BOLD_SIZE),
    ),
    textElement('text', { class: 'muted', x: x + 14, y: top + 42 }, fitText(remark, room)),
  ];
}
