import { relative, resolve } from 'node:path';

/** The name of a release in messages. */
export interface ReleaseLabel {
  /** The name of the app, which is the name of the file without its extension. */
  readonly app: string;
  /** The folder of the file, below the folder of all releases. @default - the file is in the top folder */
  readonly environment?: string;
}

/**
 * Returns the app and the environment that the path of a release file states.
 *
 * @example
 * releaseLabel('releases/prod/shop.yaml', '/infra') // => { app: 'shop', environment: 'prod' }
 * releaseLabel('releases/shop.yaml', '/infra') // => { app: 'shop' }
 */
export function releaseLabel(name: string, cwd: string): ReleaseLabel {
  const parts = relative(cwd, resolve(cwd, name))
    .split(/[\\/]/)
    .filter((part) => part !== '..');
  const app = (parts.at(-1) ?? name).replace(/\.(?:ya?ml|json)$/i, '');
  const folder = parts.length > 2 ? parts.at(-2) : undefined;
  return folder === undefined ? { app } : { app, environment: folder };
}

/** Returns `prod/shop`, or `shop` if there is no environment. */
export function describeLabel({ app, environment }: ReleaseLabel): string {
  return environment === undefined ? app : `${environment}/${app}`;
}
