import { existsSync, statSync } from 'node:fs'
import { join, posix } from 'node:path'

/** The repository's root, where the site's pages are read from. */
export const root = join(import.meta.dirname, '../..')

/** Markdown that is no page of the site; README.md is what its home says at length. */
export const excluded = [
  ...['README.md', '**/CHANGELOG.md', '**/node_modules/**', '**/dist/**', 'runs/**'],
  ...['packages/*/*/**', 'apps/*/*/**', 'test/**', 'bench/**', 'release/**', 'platforms/**'],
]

const routes: readonly (readonly [file: RegExp, route: string])[] = [
  [/^docs\/(.*)$/, '$1'],
  [/^packages\/([^/]+)\/README\.md$/, 'packages/$1.md'],
  [/^packages\/engine\/KERNELS\.md$/, 'packages/engine-kernels.md'],
  [/^apps\/cli\/README\.md$/, 'command-line.md'],
  [/^apps\/experiments\/README\.md$/, 'experiments.md'],
  [/^apps\/playground\/README\.md$/, 'playground-inside.md'],
  [/^examples\/README\.md$/, 'examples.md'],
  [/^([A-Z_]+)\.md$/, '$1.md'],
]

/** Where the site has a file of the repository, as `adding-a-model.md` for `docs/adding-a-model.md`; the file itself where it has none. */
export function routeOf(file: string): string {
  const found = routes.find(([pattern]) => pattern.test(file))
  if (found === undefined) return file
  return file.replace(...found).replace(/^[A-Z_]+\.md$/, (name) => name.toLowerCase())
}

/** Where a link of a page leads on the site, or undefined where it leads to a file of the repository that is no page. */
export function siteLink(page: string, href: string): string | undefined {
  const [path = '', hash] = href.split('#')
  const file = posix.normalize(posix.join(posix.dirname(page), path)).replace(/\/$/, '')
  const target = isFolder(file) ? `${file}/README.md` : file
  if (!target.endsWith('.md') || !existsSync(join(root, target))) return undefined
  const route = target === 'README.md' ? 'index.md' : routeOf(target)
  if (route === target) return undefined
  return `/${route}${hash === undefined ? '' : `#${hash}`}`
}

function isFolder(file: string): boolean {
  const path = join(root, file)
  return existsSync(path) && statSync(path).isDirectory()
}
