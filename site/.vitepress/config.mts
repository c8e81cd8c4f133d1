import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { defineConfig, type DefaultTheme } from 'vitepress';
import type { Plugin } from 'vite';
import { homeFromReadme } from './home.mts';
import { removeRemoteImages, REPOSITORY, REWRITES, rewriteLinks, srcExclude } from './pages.mts';

const root = resolve(import.meta.dirname, '../..');

/** GitHub Pages serves a project's site below the name of the project. */
const base = process.env.SITE_BASE ?? '/cdk8s-rollouts/';

const guides: DefaultTheme.SidebarItem[] = [
  { text: 'Getting started', link: '/getting-started' },
  { text: 'Your first release', link: '/guides/first-release' },
  { text: 'Going back', link: '/guides/rollback' },
  { text: 'In a pipeline', link: '/pipeline' },
  { text: 'Argo CD, Flux and kubectl', link: '/gitops' },
  { text: 'Repository layouts', link: '/layouts' },
  { text: 'Adopting what runs', link: '/adoption' },
  { text: 'Autoscaling', link: '/autoscaling' },
  { text: 'Production', link: '/production' },
];

const reference: DefaultTheme.SidebarItem[] = [
  { text: 'API', link: '/reference/' },
  { text: 'Command line', link: '/cli' },
  { text: 'Rules of the checker', link: '/rules' },
  { text: 'Compatibility', link: '/compatibility' },
  { text: 'Versions', link: '/versioning' },
  { text: 'Other languages', link: '/other-languages' },
  { text: 'Changelog', link: '/changelog' },
];

const background: DefaultTheme.SidebarItem[] = [
  { text: 'Comparison', link: '/comparison' },
  { text: 'How it works', link: '/how-it-works' },
  { text: 'The model against reality', link: '/model-against-reality' },
  { text: 'Performance', link: '/performance' },
];

export default defineConfig({
  base,
  srcDir: '..',
  srcExclude,
  rewrites: REWRITES,
  outDir: './dist',
  cacheDir: './node_modules/.cache/vitepress',
  cleanUrls: true,
  metaChunk: true,
  lastUpdated: false,
  // A page loads only its own content and not the targets of its links.
  router: { prefetchLinks: false },
  title: 'cdk8s-rollouts',
  description: 'Blue/green and canary releases on Kubernetes with nothing but Deployments and Services',
  head: [
    ['link', { rel: 'icon', type: 'image/svg+xml', href: `${base}logo.svg` }],
    ['meta', { name: 'referrer', content: 'no-referrer' }],
  ],
  markdown: {
    // The default themes have a contrast below 4.5:1.
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-default' },
    config: (md) => {
      rewriteLinks(md, root);
      removeRemoteImages(md);
    },
  },
  themeConfig: {
    logo: '/logo.svg',
    nav: [
      { text: 'Docs', link: '/getting-started', activeMatch: '^/(getting-started|guides|cli|rules|reference|docs)' },
      { text: 'Playground', link: '/playground' },
      { text: 'Rules', link: '/rules' },
    ],
    sidebar: [
      { text: 'Guides', items: guides },
      { text: 'Reference', items: reference },
      { text: 'Background', items: background },
    ],
    outline: [2, 3],
    // Only a few pages exist in Korean, so the menu of languages leads to the home pages.
    i18nRouting: false,
    search: { provider: 'local' },
    socialLinks: [{ icon: 'github', link: REPOSITORY }],
    externalLinkIcon: true,
  },
  locales: {
    root: { label: 'English', lang: 'en' },
    ko: {
      label: '한국어',
      lang: 'ko',
      link: '/ko/',
      description: 'Deployment와 Service만으로 하는 Kubernetes 블루/그린·카나리 배포',
      themeConfig: {
        nav: [
          { text: '시작하기', link: '/ko/getting-started' },
          { text: '플레이그라운드 (영어)', link: '/playground' },
          { text: '문서 (영어)', link: '/docs' },
        ],
        sidebar: [{ text: '안내', items: [{ text: '시작하기', link: '/ko/getting-started' }] }],
        outline: { level: [2, 3], label: '이 페이지의 내용' },
        darkModeSwitchLabel: '다크 모드',
        sidebarMenuLabel: '메뉴',
        returnToTopLabel: '맨 위로',
        langMenuLabel: '언어',
        docFooter: { prev: '이전', next: '다음' },
      },
    },
  },
  transformHtml: (html) => withPolicy(html),
  // Neither VitePress nor the playground uses this API, which adds 2 kB to every page.
  vue: { features: { optionsAPI: false } },
  vite: {
    plugins: [homeFromReadme(root), vueFromHere(), oneSearchIndex(), yamlOnDemand(), wholeOnServer()],
    resolve: {
      alias: {
        'node:crypto': resolve(root, 'site/playground/node-crypto.ts'),
        'node:util': resolve(root, 'site/playground/node-util.ts'),
      },
    },
    publicDir: resolve(root, 'site/public'),
    build: { target: 'es2022', chunkSizeWarningLimit: 900 },
    server: { fs: { allow: [root] } },
  },
});

/**
 * Adds a policy under which a page loads only files of the site and runs only the site's own scripts. It lists inline
 * scripts by their hashes.
 */
function withPolicy(html: string): string {
  const inline = [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(([, code = '']) => code);
  const hashes = inline.map((code) => `'sha256-${createHash('sha256').update(code).digest('base64')}'`);
  const policy = [
    "default-src 'none'",
    ["script-src 'self'", ...new Set(hashes)].join(' '),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const meta = `<meta http-equiv="Content-Security-Policy" content="${policy}">`;
  return html.replace('<head>', `<head>\n    ${meta}`);
}

/**
 * Returns a plugin that leaves the import of Vue to Node.js. The pages are outside this folder and find no installed Vue
 * from their own, but Node.js finds it from the output.
 */
function vueFromHere(): Plugin {
  return {
    name: 'vue-from-here',
    enforce: 'pre',
    resolveId: (id, _importer, { ssr }) =>
      ssr && ['vue', 'vue/server-renderer'].includes(id) ? { id, external: true } : null,
  };
}

/**
 * Returns a plugin that lets the Korean pages search the index of the root language. VitePress determines the language
 * of a page before it applies the rewrites, so that index contains all pages.
 */
function oneSearchIndex(): Plugin {
  return {
    name: 'one-search-index',
    transform: (code, id) =>
      id === '/@localSearchIndex' ? `${code.replace(/\}\s*$/, '')}, ko: () => import('@localSearchIndexroot') }` : null,
  };
}

/**
 * Returns a plugin that replaces the YAML package with a stand-in. The checker needs the package only for documents
 * that are not plain, so the page loads it when one appears.
 */
function yamlOnDemand(): Plugin {
  const standIn = resolve(root, 'site/playground/check/yaml-on-demand.ts');
  return {
    name: 'yaml-on-demand',
    enforce: 'pre',
    resolveId: (id, importer) => (id === 'yaml' && importer !== standIn ? standIn : null),
  };
}

/**
 * Returns a plugin that keeps unused code in the bundle that renders the pages. That bundle is thrown away, and finding
 * unused code in it takes a tenth of the build.
 */
function wholeOnServer(): Plugin {
  return {
    name: 'whole-on-server',
    config: (_config, { isSsrBuild }) => (isSsrBuild ? { build: { rollupOptions: { treeshake: false } } } : {}),
  };
}
