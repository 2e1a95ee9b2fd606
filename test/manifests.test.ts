import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { home, publishedPackages, stampedCitation, stampedManifest, stampedPage } from './stamp-manifests.js'
import { root } from './workspace.js'

describe.each(publishedPackages)('$name', (each) => {
  const readme = readFileSync(join(each.folder, 'README.md'), 'utf8')

  it('says where it comes from, as `pnpm run stamp` writes it', () => {
    expect(readFileSync(join(each.folder, 'package.json'), 'utf8')).toBe(
      `${JSON.stringify(stampedManifest(each), null, 2)}\n`,
    )
    expect(readme).toBe(stampedPage(readme))
  })

  it('has a page whose links lead somewhere outside the repository too', () => {
    const links = [...readme.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link!)
    expect(links.filter((link) => !/^(https:\/\/|#)/.test(link))).toEqual([])
    const own = links.filter((link) => link.startsWith(`${home}/`))
    const files = own.map((link) => link.replace(/^.*?\/main\//, '').replace(/#.*$/, ''))
    expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([])
  })
})

it('CITATION.cff leads to the repository', () => {
  const citation = readFileSync(join(root, 'CITATION.cff'), 'utf8')
  expect(citation).toBe(stampedCitation(citation))
  expect(citation).toContain(home)
})

it('the command line is @vsc/cli: the name vsc belongs to another package', () => {
  const names = publishedPackages.map(({ name }) => name)
  expect(names).toContain('@vsc/cli')
  expect(names.filter((name) => !name.startsWith('@vsc/'))).toEqual([])
})
