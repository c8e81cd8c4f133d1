import type { CheckResult, ServiceReport } from '../../check/check-result';
import type { Counterexample } from '../../check/counterexample';
import type { Finding } from '../../check/finding';
import { enumerate, plural } from '../../text/words';
import { describeServices } from '../../picture/describe-services';
import { drawServices } from '../../picture/draw-services';
import { drawShareChange } from '../../picture/draw-share-change';
import { type Look, lookOf } from '../../picture/looks';
import type { ServicePicture } from '../../picture/service-picture';
import { element, textElement } from '../../picture/svg';
import type { FailOn } from '../fail-on';
import { type DetailSection, toDetails } from './check-details';
import { describeService, groupByService } from './check-groups';
import { figure, htmlPage } from './html-page';
import { formatPlayer } from './player-html';
import { PLAYER_SCRIPT } from './player-script';
import { looksOfReport } from './report-looks';
import { share, shareOnTheWay } from './share-words';
import { verdict } from './verdict';

/** The most pictures on one page, so that browsers can open it. The tables have all Services. */
const MAX_PICTURES = 100;

/** The most blocks. The JSON has all of them. */
const MOST_BLOCKS = 500;

export interface HtmlOptions {
  readonly failOn: FailOn;
  /** Notes for the reader in addition to the result. */
  readonly notes: string[];
}

/**
 * Returns a check as one page that needs no network: the verdict, the findings, and each Service before, on the way and
 * after.
 */
export function formatCheckHtml(result: CheckResult, { failOn, notes }: HtmlOptions): string {
  const { services, unchanged } = groupByService(result);
  const looks = looksOfReport(result.services);
  const title = verdict(result, failOn);
  const hasPlayer = result.findings.some(({ counterexample }) => counterexample !== undefined);
  return htmlPage(
    title,
    [
      textElement('h1', {}, title),
      ...notes.map((note) => textElement('p', { class: 'muted' }, note)),
      ...result.findings.slice(0, MOST_BLOCKS).map((finding, index) => formatFinding(finding, index, looks)),
      ...leftOver(result.findings.length, 'more finding'),
      ...services.slice(0, MOST_BLOCKS).map(({ service }, index) => formatService(service, index, looks)),
      ...leftOver(services.length, 'more Service'),
      ...toDetails(result).map(formatDetails),
      ...closing(result, unchanged).map((text) => textElement('p', { class: 'muted' }, text)),
    ],
    hasPlayer ? PLAYER_SCRIPT : undefined,
  );
}

type Looks = ReadonlyMap<string, Look>;

function formatFinding(finding: Finding, index: number, looks: Looks): string {
  const { severity, rule, file, line, message, fix, explanation, counterexample } = finding;
  const place =
    file === undefined
      ? []
      : [textElement('span', { class: 'muted' }, `${file}${line === undefined ? '' : `:${line}`}`)];
  return element('section', { class: `finding ${severity}` }, [
    element('p', {}, [
      textElement('span', { class: 'severity' }, severity),
      textElement('a', { href: finding.docs }, rule),
      ...place,
    ]),
    textElement('p', {}, `${message}.`),
    element('p', {}, [textElement('strong', {}, 'Fix:'), textElement('span', {}, `${fix}.`)]),
    textElement('p', { class: 'muted' }, explanation),
    ...(counterexample === undefined ? [] : [formatSequence(counterexample, index, looks)]),
  ]);
}

/** Returns the events that lead to a finding, with a picture or only in words. */
function formatSequence(counterexample: Counterexample, index: number, looks: Looks): string {
  if (index < MAX_PICTURES) return formatPlayer(counterexample, looks);
  const events = counterexample.steps.map(({ event, endpoints }) =>
    textElement('li', {}, `${event}: ${plural(endpoints, 'endpoint')}`),
  );
  return element('ol', { start: 0 }, events);
}

function formatService(service: ServiceReport, index: number, looks: Looks): string {
  const { endpointsBefore, lowestReadyEndpoints, endpointsAfter } = service;
  const ready = `${endpointsBefore} ready endpoints before, ${lowestReadyEndpoints} at the lowest, ${endpointsAfter} after.`;
  return element('section', {}, [
    textElement(
      'h2',
      {},
      `${describeService(service)}${service.servesUsers ? '' : ' (serves no users)'}${service.removed ? ' (removed)' : ''}`,
    ),
    textElement('p', {}, ready),
    shareTable(service, looks),
    ...(index < MAX_PICTURES ? pictureAfter(service, looks) : []),
  ]);
}

function shareTable({ versions }: ServiceReport, looks: Looks): string {
  const number = { class: 'number', scope: 'col' };
  return element('table', {}, [
    element('thead', {}, [
      element('tr', {}, [
        textElement('th', { scope: 'col' }, 'Share of'),
        textElement('th', number, '○ Before'),
        textElement('th', number, '━ On the way'),
        textElement('th', number, '● After'),
        textElement('th', { class: 'picture', scope: 'col' }, '0 to 100%'),
      ]),
    ]),
    element(
      'tbody',
      {},
      versions.map((version) =>
        element('tr', {}, [
          element('th', { scope: 'row' }, [
            textElement('span', { class: `key tone-${lookOf(looks, version.version).tone}` }, version.version),
          ]),
          textElement('td', { class: 'number' }, share(version.percentBefore)),
          textElement('td', { class: 'number' }, shareOnTheWay(version)),
          textElement('td', { class: 'number' }, share(version.percentAfter)),
          element('td', { class: 'picture' }, [drawShareChange(version)]),
        ]),
      ),
    ),
  ]);
}

/** Returns the new state as `show` draws it. */
function pictureAfter(service: ServiceReport, looks: Looks): string[] {
  const after = toPicture(service);
  if (after.versions.length === 0) return [];
  return [figure(drawServices([after], [], looks), describeServices([after]), 'After the change')];
}

/** Returns the picture of a Service after the change, without versions whose pods it no longer selects. */
function toPicture({ namespace, name, servesUsers, endpointsAfter, versions }: ServiceReport): ServicePicture {
  const picture = { namespace, name, servesUsers, endpoints: endpointsAfter };
  const served = versions.flatMap(({ version, kind, deployment, percentAfter = 0 }) => {
    const endpoints = Math.round((percentAfter * endpointsAfter) / 100);
    return percentAfter > 0 ? [{ version, kind, deployment, endpoints, percent: percentAfter }] : [];
  });
  return { ...picture, versions: served };
}

function leftOver(count: number, noun: string): string[] {
  const left = count - MOST_BLOCKS;
  return left > 0 ? [textElement('p', {}, `… and ${plural(left, noun)}: --format json lists all`)] : [];
}

function formatDetails({ title, lines }: DetailSection): string {
  const items = lines.map((line) => textElement('li', {}, line));
  return element('section', {}, [textElement('h2', {}, title), element('ul', {}, items)]);
}

function closing({ assumptions }: CheckResult, unchanged: number): string[] {
  const sentences = [
    ...(unchanged === 0 ? [] : [`${plural(unchanged, 'Service')} unchanged.`]),
    ...(assumptions.length === 0 ? [] : [`Assumed: ${enumerate(assumptions)}.`]),
  ];
  return sentences.length === 0 ? [] : [sentences.join(' ')];
}
