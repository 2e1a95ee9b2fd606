import { cp, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { constant } from '@vsc/core'
import { smileyDataSet } from '@vsc/data'
import { createEngine } from '@vsc/engine'
import { encodeSafetensors } from '@vsc/training'
import { listCheckpoints, train } from '@vsc/training/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { builtIn, createLab } from '../define-lab.js'
import { modelNamed } from '../lab.js'
import { presetFor } from '../presets/preset.js'
import { readTrainedModel } from './read-trained-model.js'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vsc-trained-'))
})
afterAll(() => rm(folder, { recursive: true }))

const data = smileyDataSet({ count: 60, seed: 1 })
const lab = createLab([])
const modelNames = builtIn.models.map(({ name }) => name)

/** Trains a tiny model of this kind into a folder of its own, as its preset says. */
async function trained(name: string, directory = join(folder, name)) {
  const family = modelNamed(lab, name)
  const smiley = { name: 'smiley', kind: 'binary' } as const
  const { model: preset, training: asked } = presetFor({ model: family, data: smiley, preset: 'smoke' })
  const { latentDim: _, ...settings } = { ...preset, hiddenDim: 6 }
  const dimensions = { dataDim: data.dim, latentDim: 3, exampleCount: data.count }
  const model = family.create(family.settings.parse(settings), dimensions)
  const schedules = Object.entries(asked.schedules ?? {}).filter(([name]) => model.schedules.includes(name))
  const training = { ...asked, schedules: Object.fromEntries(schedules) }
  const engine = await createEngine({ name: 'onnx:cpu', threads: 1 })
  const config = {
    ...training,
    iterations: 6,
    batchSize: 10,
    checkpointEvery: 2,
    logEvery: 2,
    learningRate: constant(1e-3),
  }
  return { directory, ...(await train({ model, data, engine, config, directory })) }
}

/** A copy of the folder of a VSC, to be harmed. */
async function copyOfVsc(name: string): Promise<{ directory: string; newest: string }> {
  const directory = join(folder, name)
  await cp(join(folder, 'vsc'), directory, { recursive: true })
  return { directory, newest: (await listCheckpoints(join(directory, 'checkpoints'))).at(-1)!.path }
}

describe.sequential('a trained model', () => {
  it.each(modelNames)('comes back as it was trained: %s', async (name) => {
    const { directory, parameters } = await trained(name)
    const found = await readTrainedModel(directory, { lab })
    expect(found).toMatchObject({
      family: { name },
      iteration: 6,
      run: { data: { name: 'smiley', provenance: data.provenance } },
    })
    expect(Object.keys(found.parameters).sort()).toEqual(Object.keys(parameters).sort())
    for (const [name, { shape, data }] of Object.entries(parameters)) {
      expect(found.parameters[name]!.shape).toEqual(shape)
      expect(
        Buffer.from(found.parameters[name]!.data.buffer).equals(
          Buffer.from(data.buffer, data.byteOffset, data.byteLength),
        ),
      ).toBe(true)
    }
    expect(found.model.latentDim).toBe(3)
  })

  it('is read from the newest intact checkpoint, and nothing in the folder changes', async () => {
    const { directory, newest } = await copyOfVsc('cut-off')
    await truncate(newest, 1000)
    const before = await readdir(join(directory, 'checkpoints'))
    const warnings: string[] = []
    const { iteration } = await readTrainedModel(directory, { lab, onWarning: (message) => warnings.push(message) })
    expect(iteration).toBe(4)
    expect(warnings).toEqual([expect.stringContaining('iteration-000000006.safetensors is damaged')])
    expect(await readdir(join(directory, 'checkpoints'))).toEqual(before)
  })

  it('may be the best one', async () => {
    const { directory } = await copyOfVsc('best')
    const scores = await listCheckpoints(join(directory, 'checkpoints'))
    const lowest = scores.reduce((best, entry) => (entry.score! <= best.score! ? entry : best))
    expect((await readTrainedModel(directory, { lab, checkpoint: 'best' })).iteration).toBe(lowest.iteration)
  })
})

describe('a checkpoint by itself', () => {
  it('is a model as its run has it, wherever the file lies', async () => {
    const { directory, newest } = await copyOfVsc('by-itself')
    const { parameters, iteration, run } = await readTrainedModel(directory, { lab })
    const inRun = await readTrainedModel(newest, { lab })
    expect(inRun).toMatchObject({ parameters, iteration, run, directory })
    const elsewhere = join(folder, 'saved.safetensors')
    await cp(newest, elsewhere)
    await rm(directory, { recursive: true })
    expect(await readTrainedModel(elsewhere, { lab })).toMatchObject({ parameters, iteration, run, directory: folder })
  })

  it('is refused in one line where it is cut off, or something else', async () => {
    const { newest } = await copyOfVsc('cut')
    await truncate(newest, 5000)
    const text = join(folder, 'notes.txt')
    await writeFile(text, 'no model at all')
    const foreign = join(folder, 'foreign.safetensors')
    await writeFile(foreign, encodeSafetensors({ tensors: { w: { shape: [1], data: new Float32Array(1) } } }))
    for (const [path, reason] of [
      [newest, 'Not a valid safetensors file'],
      [text, 'Not a valid safetensors file'],
      [foreign, 'its format is not given, expected vsc-checkpoint/1'],
    ] as const) {
      await expect(readTrainedModel(path, { lab })).rejects.toMatchObject({
        code: 'NO_TRAINED_MODEL',
        message: expect.stringMatching(
          new RegExp(
            `^[^\\n]+ is damaged, or holds no trained model: ${reason}[^\\n]*\\. Expected the folder of a run, or [^\\n]*$`,
          ),
        ),
      })
    }
  })

  it('is refused with settings that no model has', async () => {
    const { directory } = await copyOfVsc('wrong-settings')
    const text = await readFile(join(directory, 'config.json'), 'utf8')
    await writeFile(join(directory, 'config.json'), text.replace('"variant": "paper"', '"variant": "book"'))
    await expect(readTrainedModel(directory, { lab })).rejects.toMatchObject({
      code: 'INVALID_CONFIG',
      message: expect.stringContaining('variant: '),
    })
  })
})

describe('what is refused', () => {
  it("is another model's weights, by name", async () => {
    const { directory, newest } = await copyOfVsc('other-model')
    await cp((await listCheckpoints(join(folder, 'beta-vae', 'checkpoints'))).at(-1)!.path, newest)
    await expect(readTrainedModel(directory, { lab })).rejects.toMatchObject({
      code: 'OTHER_MODEL',
      message: expect.stringMatching(
        /model\.name: "beta-vae", expected "vsc".*tensor pseudoInputs: none, expected shape \[5, 1024\]/s,
      ),
    })
  })

  it('is a checkpoint of other sizes than config.json says, tensor by tensor', async () => {
    const { directory } = await copyOfVsc('other-sizes')
    const config = JSON.parse(await readFile(join(directory, 'config.json'), 'utf8'))
    config.model.config.hiddenDim = 7
    await writeFile(join(directory, 'config.json'), JSON.stringify(config))
    await expect(readTrainedModel(directory, { lab })).rejects.toMatchObject({
      code: 'OTHER_MODEL',
      message: expect.stringContaining('tensor encoder/hidden/kernel: shape [1024, 6], expected shape [1024, 7]'),
    })
  })

  it.each([
    ['noise', () => Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919) % 251)],
    ['nothing', () => new Uint8Array()],
    ['a header of 2^63 bytes', () => new Uint8Array(100).fill(0x7f)],
    ['a pickle', () => new TextEncoder().encode("cos\nsystem\n(S'touch /tmp/owned'\ntR.")],
  ])('is a folder of which every checkpoint is %s', async (name, contents) => {
    const { directory } = await copyOfVsc(`hostile-${name.replaceAll(/\W/g, '-')}`)
    for (const { path } of await listCheckpoints(join(directory, 'checkpoints'))) await writeFile(path, contents())
    await expect(readTrainedModel(directory, { lab, onWarning() {} })).rejects.toMatchObject({
      code: 'CHECKPOINT_DAMAGED',
    })
  })

  it.each([
    ['no folder', undefined, 'NO_RUN'],
    ['no JSON', '{', 'NO_RUN'],
    ['something else', '{"model": 3}', 'NO_RUN'],
  ])('is a config.json that is %s', async (name, contents, code) => {
    const { directory } = await copyOfVsc(`config-${name.replace(' ', '-')}`)
    if (contents === undefined) await rm(directory, { recursive: true })
    else await writeFile(join(directory, 'config.json'), contents)
    await expect(readTrainedModel(directory, { lab })).rejects.toMatchObject({ code })
  })

  it('is a model of an unknown name, and a run without a checkpoint', async () => {
    const { directory } = await copyOfVsc('unknown')
    const text = await readFile(join(directory, 'config.json'), 'utf8')
    await writeFile(join(directory, 'config.json'), text.replace('"name": "vsc"', '"name": "__proto__"'))
    await expect(readTrainedModel(directory, { lab })).rejects.toMatchObject({ code: 'UNKNOWN_MODEL' })
    const { directory: fresh } = await copyOfVsc('fresh')
    await rm(join(fresh, 'checkpoints'), { recursive: true })
    await expect(readTrainedModel(fresh, { lab })).rejects.toMatchObject({ code: 'NO_TRAINED_MODEL' })
  })
})
