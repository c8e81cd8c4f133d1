import { createServer } from 'node:http';
import { existsSync, readFileSync, statSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize, resolve } from 'node:path';

const DIST = resolve(import.meta.dirname, '../../dist');

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};

/** The built site on its own port, served as GitHub Pages serves it. */
export interface SiteServer {
  /** The URL of the site, with a slash at the end. */
  readonly address: string;
  close(): void;
}

/** Starts to serve the site. */
export async function serveSite(): Promise<SiteServer> {
  const server = createServer(({ url = '/' }, response) => {
    const path = decodeURIComponent(url.split('?')[0]!).replace(/^\/cdk8s-rollouts\//, '/');
    const file = [path, `${path}.html`, join(path, 'index.html')]
      .map((candidate) => join(DIST, normalize(candidate)))
      .find((candidate) => existsSync(candidate) && statSync(candidate).isFile());
    if (file === undefined) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
    response.end(readFileSync(file));
  });
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
  const { port } = server.address() as AddressInfo;
  return { address: `http://127.0.0.1:${port}/cdk8s-rollouts/`, close: () => void server.close() };
}
