import type { CheckResult, ServiceReport } from '../../check/check-result';
import type { Finding } from '../../check/finding';
import { enumerate, plural } from '../../text/words';
import { describeServices } from '../../picture/describe-services';
import { drawServices } from '../../picture/draw-services';
import { drawShareChange } from '../../picture/draw-share-change';
import type { ServicePicture } from '../../picture/service-picture';
import { element, textElement } from '../../picture/svg';
import type { FailOn } from '../fail-on';
import { type DetailSection, toDetails } from './check-details';
import { describeService, groupByService } from './check-groups';
import { REPORT_STYLE } from './check-html-style';
import { share, shareOnTheWay } from './share-words';
import { verdict } from './verdict';

/** The most pictures on one page, so that browsers can open it. The tables have all Services. */
const MAX_PICTURES = 100;

/** The most blocks. The JSON has all of them. */
const MOST_BLOCKS = 500;

/** The content security policy: the page may load and run nothing but its own content. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

export interface HtmlOptions {
  readonly failOn: FailOn;
  /** Notes for the reader beside the result. */
  readonly notes: string[];
}

/**
 * Returns a check as one page that needs no network: the verdict, the findings, and each Service before, on the way and
 * after.
 */
export function formatCheckHtml(result: CheckResult, { failOn, notes }: HtmlOptions): string {
  const { services, unchanged } = groupByService(result);
  const title = verdict(result, failOn);
  const page = element('html', { lang: 'en' }, [
    head(title),
    element('body', {}, [
      textElement('h1', {}, title),
      ...notes.map((note) => textElement('p', { class: 'muted' }, note)),
      ...result.findings.slice(0, MOST_BLOCKS).map(formatFinding),
      ...leftOver(result.findings.length, 'more finding'),
      ...services.slice(0, MOST_BLOCKS).map(({ service }, index) => formatService(service, index < MAX_PICTURES)),
      ...leftOver(services.length, 'more Service'),
      ...toDetails(result).map(formatDetails),
      ...closing(result, unchanged).map((text) => textElement('p', { class: 'muted' }, text)),
    ]),
  ]);
  return `<!doctype html>\n${page}\n`;
}

function head(title: string): string {
  return element('head', {}, [
    element('meta', { charset: 'utf-8' }),
    element('meta', { 'http-equiv': 'Content-Security-Policy', content: POLICY }),
    element('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    textElement('title', {}, title),
    ['<style>', ...REPORT_STYLE.map((rule) => `  ${rule}`), '</style>'].join('\n'),
  ]);
}

function formatFinding(finding: Finding): string {
  const { severity, rule, file, line, message, fix, explanation } = finding;
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
  ]);
}

function formatService(service: ServiceReport, pictured: boolean): string {
  const { endpointsBefore, lowestReadyEndpoints, endpointsAfter } = service;
  const ready = `${endpointsBefore} ready endpoints before, ${lowestReadyEndpoints} at the lowest, ${endpointsAfter} after.`;
  return element('section', {}, [
    textElement(
      'h2',
      {},
      `${describeService(service)}${service.preview ? ' (preview)' : ''}${service.removed ? ' (removed)' : ''}`,
    ),
    textElement('p', {}, ready),
    element('div', { class: 'table' }, [shareTable(service)]),
    ...(pictured ? pictureAfter(service) : []),
  ]);
}

function shareTable({ versions }: ServiceReport): string {
  const number = { class: 'number', scope: 'col' };
  return element('table', {}, [
    element('thead', {}, [
      element('tr', {}, [
        textElement('th', { scope: 'col' }, 'Share of'),
        textElement('th', number, '○ Before'),
        textElement('th', number, '━ On the way'),
        textElement('th', number, '● After'),
        textElement('th', { scope: 'col' }, '0 to 100%'),
      ]),
    ]),
    element(
      'tbody',
      {},
      versions.map((version) =>
        element('tr', {}, [
          textElement('th', { scope: 'row' }, version.version),
          textElement('td', { class: 'number' }, share(version.percentBefore)),
          textElement('td', { class: 'number' }, shareOnTheWay(version)),
          textElement('td', { class: 'number' }, share(version.percentAfter)),
          element('td', {}, [drawShareChange(version)]),
        ]),
      ),
    ),
  ]);
}

/**
 * Draws the new state as `show` does. The picture is a separate document, so that its styles and ids don't clash with
 * others.
 */
function pictureAfter(service: ServiceReport): string[] {
  const after = toPicture(service);
  if (after.versions.length === 0) return [];
  const svg = Buffer.from(drawServices([after])).toString('base64');
  const image = { src: `data:image/svg+xml;base64,${svg}`, alt: describeServices([after]) };
  return [
    element('figure', {}, [textElement('figcaption', { class: 'muted' }, 'After the change'), element('img', image)]),
  ];
}

/** Returns the versions that are served, without versions whose pods the Service no longer selects. */
function toPicture({ namespace, name, preview, endpointsAfter, versions }: ServiceReport): ServicePicture {
  const picture = { namespace, name, preview, endpoints: endpointsAfter };
  const served = versions.flatMap(({ version, deployment, percentAfter = 0 }) => {
    const endpoints = Math.round((percentAfter * endpointsAfter) / 100);
    return percentAfter > 0 ? [{ version, deployment, endpoints, percent: percentAfter }] : [];
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
