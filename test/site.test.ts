import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { routeOf, siteLink } from '../docs/.vitepress/routes.js'
import { markdownFiles } from './markdown-files.js'
import { entriesOf, packages, root } from './workspace.js'

// The site is built from the repository's own Markdown: where each page is, and where its links lead.

const config = readFileSync(join(root, 'docs/.vitepress/config.ts'), 'utf8')

describe('the site', () => {
  it.each([
    ['docs/results.md', 'results.md'],
    ['packages/core/README.md', 'packages/core.md'],
    ['packages/engine/KERNELS.md', 'packages/engine-kernels.md'],
    ['apps/cli/README.md', 'command-line.md'],
    ['examples/README.md', 'examples.md'],
    ['ARCHITECTURE.md', 'architecture.md'],
  ])('has %s as %s', (file, route) => {
    expect(routeOf(file)).toBe(route)
    expect(existsSync(join(root, file))).toBe(true)
  })

  it('has no two pages in one place', () => {
    const routes = markdownFiles.map(routeOf)
    expect(new Set(routes).size).toBe(routes.length)
  })

  it('has every page of docs in its menu', () => {
    const pages = markdownFiles.filter((file) => /^docs\/[a-z-]+\.md$/.test(file) && file !== 'docs/index.md')
    for (const page of pages) expect(config).toContain(`'/${routeOf(page).replace('.md', '')}'`)
  })

  it.each([
    ['docs/own-lab.md', 'adding-a-model.md', '/adding-a-model.md'],
    ['docs/own-lab.md', 'adding-a-model.md#the-model', '/adding-a-model.md#the-model'],
    ['docs/own-networks.md', '../packages/engine/KERNELS.md', '/packages/engine-kernels.md'],
    ['packages/core/README.md', '../engine', '/packages/engine.md'],
    ['apps/cli/README.md', '../../docs/own-lab.md', '/own-lab.md'],
    ['docs/first-hour.md', '../README.md', '/index.md'],
    ['docs/adding-a-model.md', '../packages/core/src/vsc.ts', undefined], // a source is no page
    ['docs/adding-a-model.md', '../packages/core/test/reference/README.md', undefined], // nor are notes of tests
    ['docs/adding-a-model.md', 'nowhere.md', undefined],
  ])('a link of %s to %s leads to %s', (page, href, target) => {
    expect(siteLink(page, href)).toBe(target)
  })

  it('has a page of the reference for every entry of every package', () => {
    for (const { specifier, file } of packages.flatMap(entriesOf)) {
      expect(readFileSync(file, 'utf8')).toMatch(new RegExp(`^/\\*\\*\\n.*@module ${specifier}\\n`, 's'))
    }
  })
})
