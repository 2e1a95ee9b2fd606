import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { runHere, silent } from '../test/run-here.js'
import { createProgram, withSubcommands } from './program.js'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

/** The command lines below `Examples:` in each command's help, without the words beside them. */
function examplesOf(command: ReturnType<typeof withSubcommands>[number]): string[] {
  const help: string[] = []
  command.configureOutput({ writeOut: (text) => help.push(text) }).outputHelp()
  const [, examples = ''] = help.join('').split('\nExamples:\n')
  return [...examples.matchAll(/^ {2}vsc (.*?)(?: {3}.*)?$/gm)].map(([, line]) => line!.trim())
}

const commands = withSubcommands(createProgram({ terminal: silent, finish() {} }))
  .map((command) => ({ name: command.name(), examples: examplesOf(command) }))
  .filter(({ examples }) => examples.length > 0)

const run = (line: string) => runHere(line.split(' '))

const home = process.cwd()
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vsc-examples-'))
  process.chdir(folder)
  expect(await run(`train --preset smoke --set data.count=300 -q --out prepared/runs/first`)).toMatchObject({ code: 0 })
})
afterAll(async () => {
  process.chdir(home)
  await rm(folder, { recursive: true })
})

it('every command has examples', () => {
  const without = withSubcommands(createProgram({ terminal: silent, finish() {} })).filter(
    (command) => command.parent !== null && examplesOf(command).length === 0,
  )
  expect(without.map((command) => command.name())).toEqual([])
})

/** What an example needs that this test has not; other tests have it. */
function needs(line: string): string | undefined {
  if (line.startsWith('data fetch fashion-mnist') && process.env.VSC_DATA_DIR === undefined) return 'it needs a network'
  if (/redis:\/\/|^sweep status/.test(line)) return 'it needs a queue, as sweeps.test.ts has'
  if (/^sweep --resume/.test(line)) return 'it needs an interrupted sweep, as sweep-here.test.ts has'
  return line.includes('moved/own.npy')
    ? 'it needs a run on data that were moved, as remembered-data.test.ts has'
    : undefined
}

/** As they stand, but for training that would take minutes. */
function shortened(line: string): string {
  if (line.startsWith('train') && !/--(preset|config)/.test(line)) return `${line} --preset smoke -q`
  if (!line.startsWith('experiment') || /--(list|resume|dry-run)/.test(line)) return line
  return line.includes('--preset smoke') ? `${line} --jobs 1` : `${line} --dry-run`
}

describe.each(commands)('the examples of $name', ({ name, examples }) => {
  // One after another in a folder that has the run they speak of; those of `train` make it themselves.
  beforeAll(async () => {
    const own = join(folder, name)
    if (name === 'train') await mkdir(own)
    else await cp(join(folder, 'prepared'), own, { recursive: true })
    process.chdir(own)
    if (name === 'sweep')
      await writeFile('alpha.yaml', 'preset: smoke\nsearches:\n  - { model: vsc, grid: { model.alpha: [0.1] } }\n')
  })

  it.for(examples)('vsc %s', async (line, { skip }) => {
    const missing = needs(line)
    skip(missing !== undefined, missing)
    const { code, stdout, stderr } = await run(shortened(line))
    expect([0, ...(line.startsWith('data verify') ? [1] : [])], stderr).toContain(code)
    expect(stderr).not.toContain('error:')
    if (!line.startsWith('data fetch')) expect(stdout).not.toBe('')
  })
})
