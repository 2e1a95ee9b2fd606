import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { markdownFiles } from './markdown-files.js'
import { root } from './workspace.js'

// Links of every page: files and headings are there, addresses are well-formed. Nothing is fetched.

/** A page without code, in which brackets mean something else. */
const prose = (text: string) =>
  text.replaceAll(/^```.*?^```$/gms, '').replaceAll(/`[^`\n]*`/g, (code) => 'x'.repeat(code.length))

const linksOf = (file: string): string[] =>
  [
    ...prose(readFileSync(join(root, file), 'utf8')).matchAll(
      /\]\(([^()\s]+(?:\([^()\s]*\)[^()\s]*)?)(?:\s+"[^"]*")?\)/g,
    ),
  ].map(([, target]) => target!)

/** The anchors of a page's headings, as GitHub makes them. */
function anchorsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8').replaceAll(/^```.*?^```$/gms, '')
  return [...text.matchAll(/^#{1,6} (.*)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )
}

function problemOf(page: string, link: string): string | undefined {
  if (/^[a-z]+:/.test(link))
    return /^(https:|mailto:)/.test(link) && URL.canParse(link) ? undefined : 'no https address'
  const [path = '', anchor] = link.split('#')
  const target = path === '' ? join(root, page) : join(root, dirname(page), decodeURI(path))
  if (path.startsWith('/') || relative(root, target).startsWith('..')) return 'leads out of the repository'
  if (!existsSync(target)) return 'leads to no file'
  const file = statSync(target).isDirectory() ? join(target, 'README.md') : target
  if (anchor === undefined) return undefined
  return existsSync(file) && anchorsOf(relative(root, file)).includes(anchor) ? undefined : 'leads to no heading'
}

describe('the links', () => {
  it.each(markdownFiles)('of %s lead somewhere', (page) => {
    const problems = linksOf(page).flatMap((link) => {
      const problem = problemOf(page, link)
      return problem === undefined ? [] : [`${link} ${problem}`]
    })
    expect(problems).toEqual([])
  })

  it('are found, and faults of theirs are named', () => {
    expect(linksOf('README.md')).toContain('docs/results.md')
    expect(problemOf('docs/own-lab.md', 'adding-a-model.md#the-model')).toBeUndefined()
    expect(problemOf('docs/own-lab.md', 'adding-a-model.md#the-modle')).toBe('leads to no heading')
    expect(problemOf('docs/own-lab.md', 'nowhere.md')).toBe('leads to no file')
    expect(problemOf('README.md', 'http://')).toBe('no https address')
  })
})
