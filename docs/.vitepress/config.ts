import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type DefaultTheme, defineConfig } from 'vitepress'
import { repositoryLinks } from './repository-links.js'
import { excluded, root, routeOf } from './routes.js'

const page = (text: string, link: string) => ({ text, link })
const packages = readdirSync(join(root, 'packages'))

/** Made by TypeDoc before the site is built. */
const referenceFile = join(root, 'docs/api/typedoc-sidebar.json')
const reference = (
  existsSync(referenceFile) ? JSON.parse(readFileSync(referenceFile, 'utf8')) : []
) as DefaultTheme.SidebarItem[]

const guide: DefaultTheme.SidebarItem[] = [
  {
    text: 'Begin',
    items: [
      page('The first hour', '/first-hour'),
      page('Examples', '/examples'),
      page('Command line', '/command-line'),
      page('Your own data', '/own-data'),
      page('The playground', '/playground'),
      page('The explorer', '/explorer'),
      page('Sweeps', '/sweeps'),
    ],
  },
  {
    text: 'Understand',
    items: [
      page('The mathematics', '/mathematics'),
      page('Choosing settings', '/choosing-settings'),
      page('Every setting', '/settings'),
    ],
  },
  {
    text: 'Extend',
    items: [
      page('A model', '/adding-a-model'),
      page('Networks', '/own-networks'),
      page('A data set', '/adding-a-data-set'),
      page('A metric', '/adding-a-metric'),
      page('An experiment', '/adding-an-experiment'),
      page('A lab of your own', '/own-lab'),
    ],
  },
  {
    text: 'The paper',
    items: [page('Results', '/results'), page('Running the experiments', '/experiments')],
  },
  {
    text: 'The engine',
    items: [
      page('Performance', '/performance'),
      page('Same values as TensorFlow.js', '/engine'),
      page('Kernels', '/packages/engine-kernels'),
    ],
  },
  { text: 'Packages', collapsed: true, items: packages.map((name) => page(`@vsc/${name}`, `/packages/${name}`)) },
  { text: 'The project', items: [page('Architecture', '/architecture'), page('Contributing', '/contributing')] },
]

export default defineConfig({
  title: 'VSC',
  description: 'Variational Sparse Coding in TypeScript: models, data, metrics and the experiments of the paper',
  lang: 'en-GB',
  srcDir: root,
  srcExclude: excluded,
  rewrites: routeOf,
  cleanUrls: true,
  head: [['link', { rel: 'icon', href: 'data:,' }]],
  markdown: { math: true, attrs: { disable: true }, config: repositoryLinks },
  vite: { build: { chunkSizeWarningLimit: 2000 } }, // kB: pages of the reference are long
  themeConfig: {
    outline: [2, 3],
    search: { provider: 'local' },
    nav: [
      page('First hour', '/first-hour'),
      page('Mathematics', '/mathematics'),
      page('Results', '/results'),
      page('API', '/api/'),
      { ...page('Playground', '/live/'), target: '_self' }, // no page of the site: build.ts puts it there
    ],
    sidebar: { '/api/': [{ text: 'API', items: reference }], '/': guide },
    footer: { message: 'MIT licence. The model is by Tonolini, Jensen and Murray-Smith (UAI 2019).' },
  },
})
