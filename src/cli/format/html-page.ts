import { element, textElement } from '../../picture/svg';
import { REPORT_STYLE } from './check-html-style';

/** The content security policy: the page may load and run nothing but its own content. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/** Returns a page that needs no network and runs no script. */
export function htmlPage(title: string, body: string[]): string {
  const head = element('head', {}, [
    element('meta', { charset: 'utf-8' }),
    element('meta', { 'http-equiv': 'Content-Security-Policy', content: POLICY }),
    element('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    textElement('title', {}, title),
    ['<style>', ...REPORT_STYLE.map((rule) => `  ${rule}`), '</style>'].join('\n'),
  ]);
  return `<!doctype html>\n${element('html', { lang: 'en' }, [head, element('body', {}, body)])}\n`;
}

/** Returns an SVG as an image. It is a separate document, so that its styles and ids don't clash with others. */
export function embeddedPicture(svg: string, alt: string): string {
  return element('img', { src: `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`, alt });
}
