import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { LatentModel } from '@vsc/core'
import type { NamedTensors } from '@vsc/engine'
import type { TrainingResult } from '@vsc/training'
import { listCheckpoints, readCheckpoint } from '@vsc/training/node'
import ts from 'typescript'
import { afterAll, describe, expect, it } from 'vitest'

// Follows docs/own-networks.md: writes its files down, holds them to their types, runs them, and checks what they give.

const root = resolve(import.meta.dirname, '../../..')
const page = readFileSync(join(root, 'docs/own-networks.md'), 'utf8')
/** Every block that is fenced as `ts`, by the file's name in its first line. */
const files = [...page.matchAll(/^```ts\n\/\/ (\S+)\n(.*?)^```$/gms)].map(([, name, code]) => ({
  name: name!,
  code: code!,
}))

// below the package's own folder, so that imports resolve as its own do
const folder = mkdtempSync(join(import.meta.dirname, '../.examples-'))
for (const { name, code } of files) writeFileSync(join(folder, name), code)
afterAll(() => rmSync(folder, { recursive: true }))

/** What a file of the page exports, which is run the first time. */
const imported = <Exports>(name: string) => import(join(folder, name)) as Promise<Exports>

describe('the page on own networks', () => {
  it('has no block without a name', () => {
    expect(files.map(({ name }) => name)).toEqual(['conv-trunks.ts', 'train.ts', 'resume.ts', 'export.ts'])
    expect(page.match(/^```ts$/gm)).toHaveLength(files.length)
  })

  it('holds its types', () => {
    expect(typeErrors(files.map(({ name }) => join(folder, name)))).toEqual([])
  })

  it('trains the model and resumes it to the bit', async () => {
    const { trainTo } = await imported<{ trainTo(to: number, folder: string): Promise<TrainingResult> }>('train.ts')
    const resumed = await imported<TrainingResult & { folder: string }>('resume.ts')
    const whole = await trainTo(24, join(folder, 'whole'))
    expect(digestsOf(resumed.parameters)).toEqual(digestsOf(whole.parameters))
    expect(resumed.metrics).toEqual(whole.metrics)
    const elbos = whole.metrics.map(({ terms }) => terms.elbo!)
    expect(elbos.at(-1)).toBeGreaterThan(elbos[0]! + 1000)

    const newest = (await listCheckpoints(join(resumed.folder, 'checkpoints'))).at(-1)!
    const { run, state } = await readCheckpoint(newest.path)
    expect(digestsOf(state.parameters)).toEqual(digestsOf(whole.parameters))
    const conv = { name: 'conv', config: { side: 64, filters: [16, 32, 64] } }
    expect(run.model.config).toMatchObject({ encoder: conv, decoder: conv })
  })

  it('says the shapes of its parameters', async () => {
    const { model } = await imported<{ model: LatentModel }>('train.ts')
    const { parameters } = await imported<TrainingResult>('resume.ts')
    const shapes = Object.entries(parameters).map(([name, { shape }]) => [name, shape])
    expect(Object.entries(model.parameterShapes)).toEqual(shapes)
    expect(model.parameterShapes).toMatchObject({ 'encoder/conv-1/kernel': [4, 4, 3, 16], 'decoder/up-3/bias': [6] })
  })

  it('decodes from the exported file what the model decodes', async () => {
    const { decoded, expected } = await imported<Record<'decoded' | 'expected', Float32Array>>('export.ts')
    expect(decoded).toHaveLength(64 * 64 * 64 * 3)
    const worst = expected.reduce((most, value, i) => Math.max(most, Math.abs(value - decoded[i]!)), 0)
    expect(worst).toBeLessThan(1e-5)
    const resumed = await imported<{ folder: string }>('resume.ts')
    rmSync(resumed.folder, { recursive: true })
  })
})

const digestsOf = (tensors: NamedTensors) =>
  Object.entries(tensors).map(([name, { data }]) => [name, createHash('sha256').update(data).digest('hex')])

function typeErrors(paths: readonly string[]): string[] {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.base.json'), ts.sys.readFile)
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root)
  const program = ts.createProgram(paths, options)
  return paths
    .flatMap((path) => program.getSemanticDiagnostics(program.getSourceFile(path)))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '))
}
