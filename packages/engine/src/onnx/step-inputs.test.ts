import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { onEngines } from '../../test/on-engines.js'
import { createEngine } from '../engine.js'
import type { Engine } from '../program.js'

onEngines(['onnx:cpu', 'tfjs:cpu'], 'what a step is given', (name) => {
  let engine: Engine
  beforeAll(async () => {
    engine = await createEngine({ name })
  })
  const doubling = () =>
    engine.program({ inputs: { x: { shape: [2] } }, body: (_, { x }) => ({ outputs: { y: tf.mul(x!, 2) } }) })

  it('is what it was at the call, whatever becomes of the array', async () => {
    const program = await doubling()
    const x = Float32Array.of(1, 2)
    const step = program.step({ x })
    x[0] = 100
    expect([...(await step).y]).toEqual([2, 4])
    await program.dispose()
  })

  it('may lie in shared memory', async () => {
    const program = await doubling()
    const x = new Float32Array(new SharedArrayBuffer(8))
    x.set([3, 4])
    expect([...(await program.step({ x })).y]).toEqual([6, 8])
    await program.dispose()
  })

  it.each(['toString', 'constructor', '__proto__', 'hasOwnProperty'])(
    'is refused where nothing is called %s',
    async (key) => {
      const program = await doubling()
      const inputs = Object.fromEntries([
        ['x', Float32Array.of(1, 2)],
        [key, Float32Array.of(1)],
      ])
      await expect(program.step(inputs as never)).rejects.toMatchObject({ code: 'WRONG_NAME' })
      await program.dispose()
    },
  )
})

describe('an index that is given and not there', () => {
  it.each([4, -1])('%d stops the step with a code', async (index) => {
    const engine = await createEngine({ name: 'onnx:cpu', threads: 1 })
    const program = await engine.program({
      inputs: { x: { shape: [4] }, at: { shape: [1], dtype: 'int32' } },
      body: (_, { x, at }) => ({ outputs: { y: tf.gather(x!, at as tf.Tensor1D) } }),
    })
    const given = { x: Float32Array.of(1, 2, 3, 4), at: Int32Array.of(index) }
    await expect(program.step(given)).rejects.toMatchObject({ code: 'WRONG_VALUE' })
    expect([...(await program.step({ ...given, at: Int32Array.of(3) })).y!]).toEqual([4])
    await program.dispose()
  })
})
