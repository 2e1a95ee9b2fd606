import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createEngine, type Engine } from '@vsc/engine'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { tinyRun } from '../test/tiny-run.js'
import { decodeCheckpoint, encodeCheckpoint } from './checkpoint-bytes.js'
import { keepInMemory } from './keep-in-memory.js'
import { readCheckpoint, writeCheckpoint } from './node/checkpoint-file.js'
import { train } from './train.js'

let folder: string
let engine: Engine
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vsc-memory-'))
  engine = await createEngine({ name: 'onnx:cpu', threads: 1 })
})
afterEach(() => rm(folder, { recursive: true }))

it('goes on from the newest checkpoint to the bit, and is interrupted where it is told to be', async () => {
  const whole = await train({ ...tinyRun(), engine })
  const memory = keepInMemory()
  const stop = new AbortController()
  const { state, message } = await train({
    ...tinyRun(),
    engine,
    keeper: memory.keeper,
    signal: stop.signal,
    onStep: ({ iteration }) => iteration === 3 && stop.abort(),
  })
  expect({ state, iteration: memory.newest()?.iteration }).toEqual({ state: 'interrupted', iteration: 3 })
  expect(message).toContain('Resume it by train() with the newest checkpoint')
  const resumed = keepInMemory({ checkpoint: await decodeCheckpoint(await encodeCheckpoint(memory.newest()!)) })
  const { parameters, iteration } = await train({ ...tinyRun(), engine, keeper: resumed.keeper })
  expect(iteration).toBe(whole.iteration)
  expect(parameters).toEqual(whole.parameters)
})

it('gives the bytes that the file of a run has', async () => {
  const { keeper, newest } = keepInMemory()
  await train({ ...tinyRun(), engine, keeper })
  const path = join(folder, 'checkpoint.safetensors')
  await writeCheckpoint(path, newest()!)
  const bytes = await encodeCheckpoint(newest()!)
  expect(Buffer.from(bytes).equals(await readFile(path))).toBe(true)
  expect(await decodeCheckpoint(bytes)).toEqual(await readCheckpoint(path))
})

it('refuses bytes that are damaged, and a checkpoint of another run', async () => {
  const { keeper, newest } = keepInMemory()
  await train({ ...tinyRun(), engine, keeper })
  const bytes = await encodeCheckpoint(newest()!)
  const damaged = bytes.slice()
  damaged[damaged.length - 1]! ^= 1
  await expect(decodeCheckpoint(damaged)).rejects.toMatchObject({ code: 'CHECKPOINT_DAMAGED' })
  await expect(decodeCheckpoint(bytes.subarray(0, 100))).rejects.toMatchObject({ code: 'CHECKPOINT_DAMAGED' })
  const other = keepInMemory({ checkpoint: newest()! })
  const config = { ...tinyRun().config, seed: 'another' }
  await expect(train({ ...tinyRun(), config, engine, keeper: other.keeper })).rejects.toMatchObject({
    code: 'CHECKPOINT_MISMATCH',
  })
})
