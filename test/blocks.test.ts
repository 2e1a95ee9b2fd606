import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { imageGridPng } from '@vsc/figures'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { runHere } from '../apps/cli/test/run-here.js'
import { markdownFiles } from './markdown-files.js'
import { root } from './workspace.js'

// Every block of code of every page is run by some test; this one knows which.
vi.setConfig({ testTimeout: 300_000 })

interface Block {
  readonly page: string
  readonly language: string
  readonly code: string
}

const blocks: readonly Block[] = markdownFiles.flatMap((page) =>
  [...readFileSync(join(root, page), 'utf8').matchAll(/^ *```(\w*)\n(.*?)^ *```$/gms)].map(([, language, code]) => ({
    page,
    language: language!,
    code: code!,
  })),
)

/** Pages that show the files of a folder, each block with the name of its file, and have a test that follows them. */
const followed = [
  'docs/adding-a-model.md',
  'docs/first-hour.md',
  'docs/own-data.md',
  'docs/own-lab.md',
  'docs/own-networks.md',
]
const namesItsFile = (code: string) => /^(\/\/|#) \S+\.(ts|js|py)\n/.test(code)

/** Blocks that no test runs, by their language: quotations, and outlines in words. */
const shown: Readonly<Record<string, readonly string[]>> = {
  bibtex: ['README.md'],
  '': ['ARCHITECTURE.md', 'docs/performance.md'],
  // Services of other programs: systemd and Slurm.
  ini: ['docs/sweeps.md'],
  bash: ['docs/sweeps.md'],
}

/** Who runs it; undefined where nobody does. */
function runner({ page, language, code }: Block): string | undefined {
  if (page.startsWith('docs/') && ['ts', 'js', 'python'].includes(language) && namesItsFile(code)) {
    return followed.includes(page) ? 'the test of its page' : undefined
  }
  if (language === 'ts') return /^docs\/|README\.md$/.test(page) ? 'examples.test.ts' : undefined
  if (language === 'sh' || (language === '' && /^(npm|npx|pnpm) /.test(code))) return 'commands.test.ts'
  if (language === 'yaml') return 'this file'
  return shown[language]?.includes(page) ? 'nobody: it is no code' : undefined
}

describe('blocks of code', () => {
  it('are there', () => expect(blocks.length).toBeGreaterThan(80))

  it.each(markdownFiles)('of %s are each run by a test', (page) => {
    const left = blocks.filter((block) => block.page === page && runner(block) === undefined)
    expect(left).toEqual([])
  })
})

describe('settings in YAML', () => {
  const folder = mkdtempSync(join(tmpdir(), 'blocks-'))
  const here = process.cwd()
  afterAll(() => {
    process.chdir(here)
    rmSync(folder, { recursive: true })
  })

  const settings = blocks.filter(({ language, page }) => language === 'yaml' && page !== 'docs/sweeps.md')
  it.each(settings)('of $page are a run', async ({ code }) => {
    process.chdir(folder)
    mkdirSync('photos')
    for (let n = 0; n < 120; n++) {
      const grey = {
        count: 1,
        width: 64,
        height: 64,
        channels: 1,
        data: new Float32Array(64 * 64).fill(n / 120),
      } as const
      writeFileSync(`photos/${n}.png`, imageGridPng(grey, { columns: 1, scale: 1, gap: 0 }))
    }
    writeFileSync('settings.yaml', code)
    const line = 'train --config settings.yaml --dry-run --no-config'
    const { code: exit, stdout, stderr } = await runHere(line.split(' '))
    expect(exit, stderr).toBe(0)
    expect(stdout).toContain('photos')
  })

  const sweeps = blocks.filter(({ code }) => /^searches:$/m.test(code))
  it.each(sweeps)('of $page are a sweep: $code', async ({ code }) => {
    process.chdir(folder)
    writeFileSync('sweep.yaml', code)
    const { code: exit, stdout, stderr } = await runHere('sweep sweep.yaml --dry-run --no-config'.split(' '))
    expect(exit, stderr).toBe(0)
    expect(stdout).toContain('vsc-')
  })
})
