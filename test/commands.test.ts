import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import { describe, expect, it, vi } from 'vitest'
import { createExperimentProgram, createProgram, withSubcommands } from '../apps/cli/src/program.js'
import { runHere, silent } from '../apps/cli/test/run-here.js'
import { markdownFiles } from './markdown-files.js'
import { type ShellLine, shellLines, shellWords } from './shell-lines.js'
import { root } from './workspace.js'

// Every command line that a page shows: what it calls exists, and has the options that it is given.

vi.setConfig({ testTimeout: 300_000 }) // the first one loads all of vsc

const lines = markdownFiles.flatMap(shellLines)

const scripts = Object.keys(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts)
const ofPnpm = ['install', 'vitest', 'changeset', 'exec', 'add', '--filter', 'pack']

/** The line without what calls pnpm, npx or nothing. */
function called({ words }: ShellLine): readonly string[] {
  const [program, ...rest] = words
  if (program === 'npx') return called({ place: '', words: rest[0] === '-y' ? rest.slice(1) : rest })
  if (program === 'pnpm' || /^pnpm@\d+$/.test(program!)) return ['pnpm', ...(rest[0] === 'run' ? rest.slice(1) : rest)]
  return program === '@vsc/cli' ? ['vsc', ...rest] : words
}

/** What the line gives to vsc, or to `vsc experiment` under its other name. */
function argumentsOfVsc(line: ShellLine): { readonly argv: readonly string[]; readonly program: string } | undefined {
  const [program, script, ...rest] = called(line)
  if (program === 'vsc') return { program: 'vsc', argv: script === undefined ? [] : [script, ...rest] }
  if (program === 'pnpm' && script === 'vsc') return { program: 'vsc', argv: rest }
  if (program === 'pnpm' && script === 'experiment') return { program: 'experiment', argv: rest }
  return undefined
}

async function parse(program: Command, argv: readonly string[]): Promise<void> {
  for (const command of withSubcommands(program)) if (command.commands.length === 0) command.action(() => {})
  await program.parseAsync([...argv], { from: 'user' }).catch((error: { exitCode?: number; message: string }) => {
    if (error.exitCode !== 0) throw error // help ends so, and went well
  })
}

const ofVsc = lines.flatMap((line) => {
  const asked = argumentsOfVsc(line)
  return asked === undefined ? [] : [{ ...line, ...asked }]
})

describe('command lines of vsc', () => {
  it.each(ofVsc)('$place', async ({ program, argv }) => {
    const context = { terminal: silent, finish() {} }
    const parser =
      program === 'vsc' ? createProgram(context) : createExperimentProgram({ ...context, invocation: 'experiment' })
    await parse(parser, argv)
  })
})

/** Experiments as far as their settings: not those that go on from a folder, and not a reader's own. */
const experiments = ofVsc
  .map(({ place, program, argv }) => ({ place, argv: program === 'experiment' ? ['experiment', ...argv] : argv }))
  .filter(({ argv }) => argv[0] === 'experiment' && !/--(list|resume|config|help)/.test(argv.join(' ')))
  .filter(({ place }) => !place.startsWith('docs/own-lab.md'))

describe('experiments have the settings that they are given', () => {
  it.each(experiments)('$place', async ({ argv }) => {
    const { code, stderr } = await runHere([...argv, '--dry-run', '--no-config'])
    expect(code, stderr).toBe(0)
  })
})

describe('command lines of others', () => {
  it.each(lines.filter((line) => argumentsOfVsc(line) === undefined))('$place', (line) => {
    const [program, script] = called(line)
    if (program === 'pnpm') expect([...scripts, ...ofPnpm]).toContain(script)
    else expect(['npm', 'node', 'pip', 'corepack', 'tensorboard', 'git', 'export']).toContain(program)
  })
})

it('takes quotes and comments as a shell does', () => {
  expect(shellWords('vsc train --set \'model.alpha={spikes: 8}\' --out "a b" # seconds')).toEqual([
    ...['vsc', 'train', '--set', 'model.alpha={spikes: 8}', '--out', 'a b'],
  ])
})
