import { createHash } from 'node:crypto';
import { element, textElement } from '../../picture/svg';
import { REPORT_STYLE } from './report-style';

/** The content security policy: the page may load and run nothing but its own content. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/**
 * Returns a page that needs no network.
 *
 * @param script the only script that may run, in one line. @default - no script may run
 */
export function htmlPage(title: string, body: string[], script?: string): string {
  const head = element('head', {}, [
    element('meta', { charset: 'utf-8' }),
    element('meta', { 'http-equiv': 'Content-Security-Policy', content: policyFor(script) }),
    element('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    textElement('title', {}, title),
    ['<style>', ...REPORT_STYLE.map((rule) => `  ${rule}`), '</style>'].join('\n'),
  ]);
  const main = element('main', {}, body);
  const scripts = script === undefined ? [] : [`<script>${toScript(script)}</script>`];
  return `<!doctype html>\n${element('html', { lang: 'en' }, [head, element('body', {}, [main, ...scripts])])}\n`;
}

/**
 * Returns a figure with an SVG as an image. It is a separate document, so that its styles and ids don't clash with
 * others. If the figure scrolls, it can be focused with the keyboard.
 *
 * @param caption @default - none
 */
export function figure(svg: string, alt: string, caption?: string): string {
  const image = element('img', { src: `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`, alt });
  const above = caption === undefined ? [] : [textElement('figcaption', { class: 'muted' }, caption)];
  return element('figure', { tabindex: 0 }, [...above, image]);
}

/**
 * Returns the policy of a page with one script. A name in a manifest can't become a script, because only this one has
 * the hash that the policy allows.
 */
function policyFor(script: string | undefined): string {
  if (script === undefined) return POLICY;
  const hash = createHash('sha256').update(toScript(script)).digest('base64');
  return `${POLICY}; script-src 'sha256-${hash}'`;
}

/** Marks a script as text for XML parsers, which would take its operators for tags. Browsers see a comment. */
function toScript(script: string): string {
  return `/*<![CDATA[*/${script}/*]]>*/`;
}
