import { existsSync } from 'node:fs';
import { dirname, posix, relative, resolve, sep } from 'node:path';
import type { MarkdownRenderer } from 'vitepress';

export const REPOSITORY = 'https://github.com/cdk8s-rollouts/cdk8s-rollouts';

/** The Markdown files of the repository that are pages, with their paths on the site. */
const PAGES: Record<string, string> = {
  'README.md': 'getting-started.md',
  'README.ko.md': 'ko/getting-started.md',
  'CHANGELOG.md': 'changelog.md',
  'docs/README.md': 'docs.md',
  'docs/upstream/README.md': 'upstream.md',
  'docs/reference/README.md': 'reference/index.md',
  'e2e/README.md': 'e2e.md',
  'examples/pipeline/README.md': 'pipeline.md',
};

/** The same as patterns for VitePress, which uses the first one that matches. */
export const REWRITES: Record<string, string> = {
  ...PAGES,
  'docs/:path(.*)': ':path',
  'site/pages/:path(.*)': ':path',
};

/** All other Markdown files of the repository. */
export const srcExclude = [
  '{lib,dist,dist-jsii,src,test,bench,scripts,schema,action,.github}/**',
  'examples/!(pipeline)/**',
  'site/{node_modules,dist,test,bench,player,playground,.vitepress}/**',
  '{CONTRIBUTING,SECURITY,API}.md',
  'site/README.md',
];

/** A link to another site, or within its own page. */
const ELSEWHERE = /^(?:[a-z][a-z\d+.-]*:|#|\/)/i;

/**
 * Turns links between the files of the repository into links between the pages of the site. A link to a file that is
 * not a page leads to the repository.
 */
export function rewriteLinks(md: MarkdownRenderer, root: string): void {
  md.core.ruler.push('repository-links', ({ tokens, env }) => {
    const { realPath, path } = env as { realPath?: string; path?: string };
    // A title is parsed by itself, without a file.
    if (path === undefined) return;
    const file = relative(root, realPath ?? path)
      .split(sep)
      .join('/');
    for (const token of tokens.flatMap(({ children }) => children ?? [])) {
      const href = token.attrGet('href');
      if (token.type === 'link_open' && href !== null) token.attrSet('href', toSiteLink(file, href, root));
    }
  });
}

function toSiteLink(from: string, href: string, root: string): string {
  if (ELSEWHERE.test(href)) return href;
  const [path = '', fragment] = href.split('#');
  const target = posix.join(posix.dirname(from), path);
  const anchor = fragment === undefined ? '' : `#${fragment}`;
  const page = toPage(target);
  if (page !== undefined) return `/${page}${anchor}`;
  const kind = existsSync(resolve(root, target)) && !target.includes('.', target.lastIndexOf('/')) ? 'tree' : 'blob';
  return `${REPOSITORY}/${kind}/main/${target}${anchor}`;
}

function toPage(target: string): string | undefined {
  const file = target.endsWith('/') ? `${target}README.md` : target;
  if (!file.endsWith('.md')) return undefined;
  if (Object.hasOwn(PAGES, file)) return PAGES[file];
  if (dirname(file) === 'docs' || file.startsWith('docs/')) return file.slice('docs/'.length);
  return undefined;
}

/** Removes images from other hosts, such as badges, so that readers of the site send requests to no one else. */
export function removeRemoteImages(md: MarkdownRenderer): void {
  md.core.ruler.push('remote-images', ({ tokens }) => {
    for (const token of tokens) {
      const children = token.children ?? [];
      const isRemote = (index: number): boolean =>
        children[index]?.type === 'image' && /^(?:[a-z][a-z\d+.-]*:)?\/\//i.test(children[index].attrGet('src') ?? '');
      token.children = children.filter((_, index) => {
        const isLinkOf = children[index]!.type === 'link_open' ? index + 1 : index - 1;
        const isLink = ['link_open', 'link_close'].includes(children[index]!.type);
        return !isRemote(isLink ? isLinkOf : index);
      });
    }
  });
}
