import { spawn } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { brokenLabs, mistakes, ownLabCommands, ownLabFiles } from '../own-lab.js'
import { typeErrors, writeFiles } from '../page-files.js'
import { type Installation, installPublished } from './install.js'
import { run, strangers } from './run.js'

// A person's own folder, outside the workspace, with the packages as they are published: all that docs/own-lab.md shows, run by
// plain Node.js.

let folder: string
let remove: Installation['remove'] = () => {}

beforeAll(async () => {
  const installation = await installPublished()
  folder = installation.project
  remove = installation.remove
  writeFiles(folder, ownLabFiles)
  await run(process.execPath, ['make-spectra.js'], folder)
})
afterAll(() => remove())

interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

function start(line: string, cwd = folder) {
  const child = spawn(join(folder, 'node_modules/.bin/vsc'), line.split(' '), { cwd, env: strangers })
  const said = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].on('data', (text) => {
      said[name] += text
    })
  }
  return { child, ended: new Promise<Ended>((resolve) => child.on('close', (code) => resolve({ code, ...said }))) }
}

async function vsc(line: string, cwd = folder) {
  const { code, ...said } = await start(line, cwd).ended
  expect(code, said.stderr).toBe(0)
  return said
}

const readJson = (...path: string[]) => JSON.parse(readFileSync(join(folder, ...path), 'utf8'))

it('the files hold their types against those of the packages', () => {
  const own = ownLabFiles.filter(({ name }) => name.endsWith('.ts')).map(({ name }) => join(folder, name))
  const asPublished = { customConditions: [], types: [], lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'] }
  const found = typeErrors(own, { ...asPublished, moduleResolution: ts.ModuleResolutionKind.Bundler })
  expect(found.filter((message) => !message.includes("'node:url'"))).toEqual([])
})

describe('the commands of the page', () => {
  it.each(ownLabCommands.map((argv) => argv.join(' ')))('vsc %s', async (line) => {
    const { stdout, stderr } = await vsc(line)
    expect(stdout).not.toBe('')
    expect(stderr).toMatch(/^Using vsc\.config\.ts\.\n/)
  })

  it('leave a report on all three models', () => {
    const report = readFileSync(join(folder, 'runs/sparsity/report.html'), 'utf8').replace(/<svg.*?<\/svg>/gs, '')
    for (const words of ['Gini coefficient', 'Laplace VAE, J = 8', 'beta-VAE, J = 8']) expect(report).toContain(words)
    expect(report).not.toMatch(/\[object Object\]|undefined|NaN/)
  })

  it('leave configurations that repeat them', async () => {
    await vsc('experiment --config runs/sparsity/config.json --out runs/repeated --fresh -q')
    const metricsOf = (run: string) =>
      readJson('runs', run, 'summary.json').results.map(({ metrics }: { metrics: unknown }) => metrics)
    expect(metricsOf('repeated')).toEqual(metricsOf('sparsity'))
  })

  it('and help and completion know the names', async () => {
    expect((await vsc('train --help')).stdout).toContain('laplace-vae')
    expect((await vsc('completion bash')).stdout).toContain('sparsity-of-spectra')
  })
})

it('a run is opened from elsewhere with --use, and runs nothing of its own folder', async () => {
  const elsewhere = join(folder, 'elsewhere')
  mkdirSync(elsewhere)
  writeFileSync(join(folder, 'runs/laplace/vsc.config.ts'), "throw new Error('this was run')\n")
  const { code, stderr } = await start('evaluate ../runs/laplace', elsewhere).ended
  expect(code).toBe(2)
  expect(stderr).toMatch(/^error: there is no model 'laplace-vae'; [^\n]*--use[^\n]*\n$/)
  const { stdout } = await vsc('evaluate ../runs/laplace --use ../vsc.config.ts', elsewhere)
  expect(stdout).toMatch(/^Laplace VAE, J = 18/)
})

it('an experiment that was killed goes on where it stopped', async () => {
  const { child, ended } = start(
    'experiment sparsity-of-spectra --preset smoke --jobs 2 --set training.iterations=4000 --out runs/killed',
  )
  const checkpoints = () => {
    try {
      return readdirSync(join(folder, 'runs/killed/runs/beta-vae-j8-seed1/checkpoints'))
    } catch {
      return []
    }
  }
  while (child.exitCode === null && checkpoints().length === 0) await setTimeout(10)
  child.kill('SIGKILL')
  await ended
  await vsc('experiment --resume runs/killed --jobs 2')
  expect(readJson('runs/killed/summary.json')).toMatchObject({ status: 'done', name: 'sparsity-of-spectra' })
})

describe('mistakes', () => {
  it.each(mistakes)('vsc %s', async (line, says) => {
    const { code, stderr } = await start(`${line} -q`).ended
    expect(stderr).toMatch(says)
    expect(stderr).toMatch(/^error: [^\n]+\n$/)
    expect(code).toBe(2)
  })

  it.each(brokenLabs)('in the lab $name', async (broken) => {
    writeFiles(join(folder, 'broken'), [broken])
    const { code, stderr } = await start(`data list -q --use broken/${broken.name}`).ended
    expect(stderr).toMatch(broken.says)
    expect(stderr).toMatch(/^error: [^\n]+\n$/)
    expect(code).toBe(2)
  })
})
