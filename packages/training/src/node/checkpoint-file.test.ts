import { execFileSync } from 'node:child_process'
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Shapes } from '@vsc/core'
import type { NamedTensors } from '@vsc/engine'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Checkpoint } from '../checkpoint.js'
import { checkCheckpoint } from '../checkpoint-match.js'
import { trainingConfigSchema } from '../config.js'
import { decodeSafetensors, encodeSafetensors } from '../safetensors.js'
import { readCheckpoint, writeCheckpoint } from './checkpoint-file.js'
import {
  bestOf,
  checkpointPath,
  listCheckpoints,
  newestIntactCheckpoint,
  readNewestIntact,
  removeOldCheckpoints,
} from './checkpoint-folder.js'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vsc-checkpoint-'))
})
afterEach(() => rm(folder, { recursive: true }))

const tensors = (...data: number[]) => ({
  'encoder/weight': { shape: [1, data.length], data: new Float32Array(data) },
  'encoder/bias': { shape: [], data: new Float32Array([0.5]) },
})

const checkpointAt = (iteration: number, score: number | null = null): Checkpoint => ({
  run: {
    model: { name: 'vsc', config: { latentDim: 40, bounds: [-12, 6] } },
    data: { name: 'smiley', count: 60_000, shape: [32, 32], range: [0, 1], provenance: {} },
    engine: 'onnx:cpu',
    training: trainingConfigSchema.parse({ iterations: 1000, learningRate: { kind: 'constant', value: 1e-3 } }),
  },
  device: 'Some Processor, 2 threads',
  iteration,
  score,
  window: { steps: 3, loss: 0.1 + 0.2, gradientNorm: 1e-320, terms: { kl: -1 / 3 } },
  state: {
    adamStep: 17,
    parameters: tensors(1.5, Number.NaN, -0),
    firstMoment: tensors(1, 2, 3),
    secondMoment: tensors(1e-45, 5, 6),
  },
})

const save = async (checkpoint: Checkpoint) => {
  const path = checkpointPath(folder, checkpoint.iteration)
  await writeCheckpoint(path, checkpoint)
  return path
}

describe('a checkpoint', () => {
  it('comes back as it was written', async () => {
    const path = await save(checkpointAt(250, -7.25))
    expect(await readCheckpoint(path)).toEqual(checkpointAt(250, -7.25))
  })

  it.each([{}, { velocity: { shape: [2], data: new Float32Array([1e-45, -3]) } }])(
    'of another optimiser comes back too, with what validations said: %o',
    async (optimiserState) => {
      const { run, state, ...rest } = checkpointAt(250, -7.25)
      const checkpoint: Checkpoint = {
        ...rest,
        run: { ...run, optimiser: { name: 'sgd', config: { momentum: 0.9, nesterov: true } } },
        judgement: { best: { value: -0.1 - 0.2, iteration: 200 }, reference: -1 / 3, waited: 4 },
        state: { ...state, firstMoment: {}, secondMoment: {}, optimiserState },
      }
      expect(await readCheckpoint(await save(checkpoint))).toEqual(checkpoint)
    },
  )

  it('is a safetensors file with the tensors under plain names', async () => {
    const { tensors, metadata } = decodeSafetensors(await readFile(await save(checkpointAt(250))))
    expect(Object.keys(tensors)).toEqual([
      'parameters/encoder/weight',
      'parameters/encoder/bias',
      'firstMoment/encoder/weight',
      'firstMoment/encoder/bias',
      'secondMoment/encoder/weight',
      'secondMoment/encoder/bias',
    ])
    expect(metadata.format).toBe('vsc-checkpoint/1')
  })

  it('is refused with one bit flipped anywhere, and when cut off at any length', async () => {
    const path = await save(checkpointAt(250))
    const file = await readFile(path)
    for (let byte = 0; byte < file.length; byte += 5) {
      const flipped = Buffer.from(file)
      flipped[byte]! ^= 1 << (byte % 8)
      await writeFile(path, flipped)
      await expect(readCheckpoint(path)).rejects.toMatchObject({ code: 'CHECKPOINT_DAMAGED' })
    }
    for (let length = 0; length < file.length; length += 17) {
      await writeFile(path, file.subarray(0, length))
      await expect(readCheckpoint(path)).rejects.toThrow(`The checkpoint ${path} is damaged`)
    }
  })
})

describe('a checkpoint that is whole but makes no sense', () => {
  it.each(['run', 'device', 'iteration', 'score', 'window'] as const)('is damaged: without its %s', async (part) => {
    const { [part]: _, ...rest } = checkpointAt(3)
    const path = checkpointPath(folder, 3)
    await writeCheckpoint(path, rest as Checkpoint)
    await expect(readCheckpoint(path)).rejects.toThrow(new RegExp(`${path} is damaged: .*makes no sense \\(${part}: `))
    expect(await listCheckpoints(folder)).toHaveLength(1)
  })

  it('is damaged: with sums that are none, or null for all of it', async () => {
    const path = checkpointPath(folder, 3)
    const window = { ...checkpointAt(3).window, loss: Number.NaN } // null in JSON
    await writeCheckpoint(path, { ...checkpointAt(3), window })
    await expect(readCheckpoint(path)).rejects.toMatchObject({ code: 'CHECKPOINT_DAMAGED' })
    const metadata = { format: 'vsc-checkpoint/1', sha256: '0'.repeat(64), checkpoint: 'null' }
    await writeFile(path, encodeSafetensors({ tensors: {}, metadata }))
    await expect(readCheckpoint(path)).rejects.toMatchObject({ code: 'CHECKPOINT_DAMAGED' })
  })
})

describe('a folder of checkpoints', () => {
  it('lists them with iteration and score, oldest first', async () => {
    for (const [iteration, score] of [
      [1000, -2],
      [20, null],
      [300, 4],
    ] as const)
      await save(checkpointAt(iteration, score))
    await writeFile(join(folder, 'notes.txt'), 'not a checkpoint')
    const entries = await listCheckpoints(folder)
    expect(entries.map(({ iteration, score }) => [iteration, score])).toEqual([
      [20, null],
      [300, 4],
      [1000, -2],
    ])
    expect(bestOf(entries)?.iteration).toBe(1000)
    expect(await listCheckpoints(join(folder, 'nowhere'))).toEqual([])
  })

  it('keeps the newest and the best', async () => {
    for (const [iteration, score] of [
      [1, 5],
      [2, -9],
      [3, 4],
      [4, 3],
      [5, 2],
    ] as const)
      await save(checkpointAt(iteration, score))
    await removeOldCheckpoints(folder, 2)
    expect((await listCheckpoints(folder)).map(({ iteration }) => iteration)).toEqual([2, 4, 5])
  })

  it('goes back to the newest that is intact, warns of the damaged, and sets them aside', async () => {
    for (const iteration of [1, 2, 3, 4]) await save(checkpointAt(iteration))
    await writeFile(checkpointPath(folder, 4), 'no checkpoint')
    const third = await readFile(checkpointPath(folder, 3))
    third[third.length - 1]! ^= 1
    await writeFile(checkpointPath(folder, 3), third)

    const warnings: string[] = []
    const found = await newestIntactCheckpoint(folder, { onWarning: (message) => warnings.push(message) })
    expect(found).toEqual(checkpointAt(2))
    expect(warnings.map((warning) => /iteration-0+(\d)/.exec(warning)?.[1])).toEqual(['4', '3'])
    expect((await readdir(folder)).filter((name) => name.endsWith('.damaged')).length).toBe(2)
  })

  it('counts only regular files of exactly the name, and sets aside what stands in the way', async () => {
    for (const iteration of [1, 2]) await save(checkpointAt(iteration))
    const at = (iteration: number) => checkpointPath(folder, iteration)
    for (const name of [
      'iteration-5.safetensors',
      'iteration-0000000009.safetensors',
      'iteration-000000003.safetensors~',
    ])
      await copyFile(at(2), join(folder, name))
    await mkdir(at(3))
    await mkdir(`${at(3)}.damaged`)
    await symlink(join(folder, 'nowhere'), at(4))
    await symlink('/dev/zero', at(5))
    await symlink(at(1), at(6))
    if (process.platform !== 'win32') execFileSync('mkfifo', [at(7)])

    expect((await listCheckpoints(folder)).map(({ iteration }) => iteration)).toEqual([1, 2])
    expect((await readNewestIntact(folder, { onWarning: expect.fail }))?.checkpoint).toEqual(checkpointAt(2))
    const warnings: string[] = []
    const found = await newestIntactCheckpoint(folder, { onWarning: (message) => warnings.push(message) })
    expect(found).toEqual(checkpointAt(2))
    expect(warnings.map((warning) => Number(/iteration-0+(\d)/.exec(warning)?.[1]))).toEqual(
      process.platform === 'win32' ? [3, 4, 5, 6] : [3, 4, 5, 6, 7],
    )
    for (const iteration of [3, 4, 5, 6, 7]) await save(checkpointAt(iteration))
    expect((await listCheckpoints(folder)).at(-1)?.iteration).toBe(7)
  })

  it('is read while another process writes and removes checkpoints', async () => {
    let newest = 1
    await save(checkpointAt(newest))
    let over = false
    const training = (async () => {
      while (!over) {
        await save(checkpointAt(++newest))
        await removeOldCheckpoints(folder, 1)
      }
    })()
    for (let read = 0; read < 200; read++) {
      const before = newest
      const found = await readNewestIntact(folder, { onWarning: expect.fail })
      expect(found?.checkpoint.iteration).toBeGreaterThanOrEqual(before - 1)
    }
    over = true
    await training
  })

  it('is told apart: empty, and all damaged', async () => {
    expect(await newestIntactCheckpoint(folder, { onWarning: expect.fail })).toBeUndefined()
    await writeFile(checkpointPath(folder, 4), '')
    const all = newestIntactCheckpoint(folder, { onWarning: () => {} })
    await expect(all).rejects.toMatchObject({ code: 'CHECKPOINT_DAMAGED' })
    expect(await readdir(folder)).toEqual(['iteration-000000004.safetensors'])
  })
})

describe('checkCheckpoint', () => {
  const { run, state } = checkpointAt(250)
  const shapesOf = (tensors: NamedTensors): Shapes =>
    Object.fromEntries(Object.entries(tensors).map(([name, { shape }]) => [name, shape]))
  const against =
    (changes: object, parameterShapes: Shapes = shapesOf(state.parameters)) =>
    () =>
      checkCheckpoint(checkpointAt(250), { expected: { ...run, ...changes }, parameterShapes })
  const training = (changes: object) => ({ training: { ...run.training, ...changes } })

  it('accepts the same run, also with more iterations or other checkpoints', () => {
    against({})()
    against(training({ iterations: 5000, checkpointEvery: 1, keepCheckpoints: 9 }))()
  })

  it.each([
    [
      "another model's weights",
      against({ model: { name: 'beta-vae', config: run.model.config } }),
      /model\.name: "vsc", expected "beta-vae"/,
    ],
    [
      'another configuration',
      against({ model: { name: 'vsc', config: { latentDim: 18 } } }),
      /model\.config\.latentDim: 40, expected 18\n.*bounds\.0: -12, expected none/,
    ],
    ['other data', against({ data: { ...run.data, count: 10 } }), /data\.count: 60000, expected 10/],
    [
      'other training',
      against(training({ batchSize: 100, seed: 'x' })),
      /training\.seed: 1, expected "x"\n.*training\.batchSize: 500, expected 100/,
    ],
    [
      'fewer iterations than it has',
      against(training({ iterations: 200 })),
      /has 250 iterations behind it, more than the 200/,
    ],
    [
      'other shapes',
      against({}, shapesOf(tensors(1, 2))),
      /tensor encoder\/weight: shape \[1, 3\], expected shape \[1, 2\]/,
    ],
    [
      'other tensors',
      against({}, { x: [], 'encoder/weight': [1, 3] }),
      /tensor encoder\/bias: shape \[\], expected none\n.*tensor x: none, expected shape \[\]/,
    ],
  ])('refuses %s by name', (_, check, message) => {
    expect(check).toThrow(message)
    expect(check).toThrow(expect.objectContaining({ code: 'CHECKPOINT_MISMATCH' }))
  })
})
