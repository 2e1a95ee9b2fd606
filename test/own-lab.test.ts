import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { readNpz } from '@vsc/data/node'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { start, untilLogged } from '../apps/cli/test/program.js'
import { runHere } from '../apps/cli/test/run-here.js'
import { brokenLabs, mistakes, ownLabCommands, ownLabFiles } from './own-lab.js'
import { typeErrors, writeFiles } from './page-files.js'
import { makeUserFolder } from './user-folder.js'
import { root } from './workspace.js'

// A folder of a person with a model, a data set and an experiment of their own, as docs/own-lab.md shows it.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

const folder = makeUserFolder('own-lab')
const here = process.cwd()

beforeAll(async () => {
  writeFiles(folder, ownLabFiles)
  await import(pathToFileURL(join(folder, 'make-spectra.js')).href)
  process.chdir(folder)
})
afterAll(() => {
  process.chdir(here)
  rmSync(folder, { recursive: true })
})

async function vsc(line: string) {
  const { code, stdout, stderr } = await runHere(line.split(' '))
  expect(code, stderr).toBe(0)
  return { stdout, stderr }
}

const readJson = (...path: string[]) => JSON.parse(readFileSync(join(folder, ...path), 'utf8'))

describe('the files of the page', () => {
  it('take under 150 lines', () => {
    const own = ownLabFiles.filter(({ name }) => name.endsWith('.ts'))
    expect(own.map(({ name }) => name)).toEqual([
      'vsc.config.ts',
      'laplace-vae.ts',
      'spectra.ts',
      'gini.ts',
      'sparsity-of-spectra.ts',
    ])
    expect(own.reduce((lines, { code }) => lines + code.split('\n').length, 0)).toBeLessThan(150)
  })

  it('hold their types', () => {
    const own = ownLabFiles.filter(({ name }) => name.endsWith('.ts'))
    expect(
      typeErrors(
        own.map(({ name }) => join(folder, name)),
        { typeRoots: [join(folder, 'node_modules/@types')] },
      ),
    ).toEqual([])
  })
})

describe('the commands of the page', () => {
  it.each(ownLabCommands.map((argv) => argv.join(' ')).filter((line) => !line.includes('smiley')))(
    'vsc %s',
    async (line) => {
      const { stdout, stderr } = await vsc(line.replace('--jobs 2', '--jobs 1'))
      expect(stdout).not.toBe('')
      expect(stderr).toMatch(/^Using vsc\.config\.ts\.\n/)
    },
  )

  it('leave a run that says what it is of, and codes', async () => {
    const { model, data } = readJson('runs/laplace/config.json')
    expect(model).toMatchObject({ name: 'laplace-vae', config: { beta: 2, klWarmUp: true, mean: 'sigmoid' } })
    expect(data).toMatchObject({ name: 'spectra', count: 320 })
    expect((await readNpz('codes.npz')).codes!.shape).toEqual([80, 18])
  })

  it('leave a report on all three models, and runs that vsc train repeats to the bit', async () => {
    const report = readFileSync(join(folder, 'runs/sparsity/report.html'), 'utf8').replace(/<svg.*?<\/svg>/gs, '')
    for (const words of ['Gini coefficient', 'Laplace VAE, J = 8', 'beta-VAE, J = 8', 'learns nothing']) {
      expect(report).toContain(words)
    }
    expect(report).not.toMatch(/\[object Object\]|undefined|NaN/)
    const { results } = readJson('runs/sparsity/summary.json')
    expect(results.map(({ model }: { model: string }) => model).sort()).toEqual(['beta-vae', 'laplace-vae', 'vsc'])
    for (const { metrics } of results) expect(metrics.gini).toBeGreaterThan(0)
    await vsc('train --config runs/sparsity/runs/laplace-vae-j8-seed1/config.json --out runs/again -q')
    const checkpoint = 'checkpoints/iteration-000000200.safetensors'
    const bytes = (run: string) => readFileSync(join(folder, 'runs', run, checkpoint))
    expect(bytes('again').equals(bytes('sparsity/runs/laplace-vae-j8-seed1'))).toBe(true)
  })

  it('and help, lists and completion know the names', async () => {
    expect((await vsc('train --help')).stdout).toContain('laplace-vae')
    expect((await vsc('experiment --help')).stdout).toContain('sparsity-of-spectra')
    expect((await vsc('experiment --list')).stdout).toMatch(/^sparsity-of-spectra {2}which model/m)
    expect((await vsc('data list')).stdout).toMatch(/^spectra {2}Spectra$/m)
    for (const shell of ['bash', 'fish']) {
      const { stdout } = await vsc(`completion ${shell}`)
      for (const name of ['laplace-vae', 'spectra', 'sparsity-of-spectra']) expect(stdout).toContain(name)
    }
  })
})

describe('a run opened from elsewhere', () => {
  const elsewhere = join(folder, 'elsewhere')
  beforeAll(() => {
    mkdirSync(elsewhere)
    // what a run's own folder holds is not run
    writeFileSync(join(folder, 'runs/laplace/vsc.config.ts'), "throw new Error('this was run')\n")
    process.chdir(elsewhere)
  })
  afterAll(() => process.chdir(folder))

  it('names its model and the option that is missing', async () => {
    const { code, stderr } = await runHere(['evaluate', '../runs/laplace'])
    expect(code).toBe(2)
    expect(stderr).toMatch(/^error: there is no model 'laplace-vae'; [^\n]*--use[^\n]*\n$/)
  })

  it('is read with --use', async () => {
    const { stdout, stderr } = await vsc('evaluate ../runs/laplace --use ../vsc.config.ts')
    expect(stdout).toMatch(/^Laplace VAE, J = 18, after 200 iterations, on 80 examples of spectra \(test\)\n/)
    expect(stderr).toMatch(/^Using \.\.\/vsc\.config\.ts\.\n/)
  })
})

describe('mistakes', () => {
  it.each(mistakes)('vsc %s', async (line, says) => {
    const { code, stderr } = await runHere([...line.split(' '), '-q'])
    expect(stderr).toMatch(says)
    expect(stderr).toMatch(/^error: [^\n]+\n$/)
    expect(code).toBe(2)
  })

  it.each(brokenLabs)('in the lab $name', async (broken) => {
    writeFiles(join(folder, 'broken'), [broken])
    const { code, stdout, stderr } = await runHere(['data', 'list', '-q', '--use', join('broken', broken.name)])
    expect(stderr).toMatch(broken.says)
    expect(stderr).toMatch(/^error: [^\n]+\n$/)
    expect(stderr).toContain(broken.name)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  })

  it('do not keep help from being shown', async () => {
    const { code, stdout, stderr } = await runHere(['train', '--help', '--use', 'broken/throws.ts'])
    expect(code).toBe(0)
    expect(stdout).toContain('beta-vae')
    expect(stderr).toMatch(/^warning: [^\n]*no such licence; what is your own is left out here\n$/)
  })
})

it('an experiment that was killed goes on where it stopped, with processes that read the lab', async () => {
  const tsx = import.meta.resolve('tsx')
  const main = join(root, 'apps/cli/src/main.ts')
  const command = [process.execPath, '--conditions=@vsc/source', '--import', tsx, main, 'experiment']
  const run = 'runs/killed/runs/laplace-vae-j8-seed1'
  const asked = ['sparsity-of-spectra', '--preset', 'smoke', '--models', 'laplace-vae,vsc', '--jobs', '2']
  const set = ['--set', 'training.iterations=3000', '--out', 'runs/killed']
  const first = start([...command, ...asked, ...set], {}, folder)
  await untilLogged(join(folder, run), 5, first)
  first.child.kill('SIGKILL')
  await first.ended
  expect(readdirSync(join(folder, run))).toContain('config.json')
  const { code, stderr } = await start([...command, '--resume', 'runs/killed', '--jobs', '2'], {}, folder).ended
  expect(code, stderr).toBe(0)
  expect(readJson('runs/killed/summary.json')).toMatchObject({ status: 'done', name: 'sparsity-of-spectra' })
})
