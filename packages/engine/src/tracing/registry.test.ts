import { readFileSync } from 'node:fs'
import * as tf from '@tensorflow/tfjs'
import { describe, expect, it } from 'vitest'
import { kernelsPage } from '../../scripts/generate-kernels.js'
import { runGraph } from '../../test/run-graph.js'
import { createEngine } from '../engine.js'
import { registerMapping } from './registry.js'
import { trace } from './trace.js'

const bits = { a: { shape: [3], dtype: 'int32' }, b: { shape: [3], dtype: 'int32' } } as const
const masked = () => trace(bits, ({ a, b }) => ({ y: tf.bitwiseAnd(a!, b!) }))

describe('a mapping of one’s own', () => {
  it('is used from its registration on, also by a kernel that TensorFlow.js does not know', async () => {
    expect(masked).toThrow(/BitwiseAnd.*KERNELS\.md.*registerMapping/)
    registerMapping('BitwiseAnd', {
      inputs: ['a', 'b'],
      map: ({ inputs: [a, b], builder }) => builder.node({ op: 'BitwiseAnd', inputs: [a!, b!], outputs: [a!] })[0]!,
    })
    const { y } = await runGraph(masked(), { a: Int32Array.of(12, 7, -1), b: Int32Array.of(10, 2, 5) })
    expect([...y!]).toEqual([8, 2, 5])
    registerMapping('Cbrt', {
      inputs: ['x'],
      map: ({ inputs: [x], builder }) => {
        const third = builder.constant(Float32Array.of(1 / 3), [])
        return builder.node({ op: 'Pow', inputs: [x!, third], outputs: [x!] })[0]!
      },
    })
    const graph = trace({ x: { shape: [2] } }, ({ x }) => ({
      y: tf.engine().runKernel('Cbrt', { x: x! }) as tf.Tensor,
    }))
    const { y: roots } = await runGraph(graph, { x: Float32Array.of(27, 8) })
    expect(roots![0]).toBeCloseTo(3, 5)
    expect(roots![1]).toBeCloseTo(2, 5)
  })

  it('is refused when a program is made, where it declares a shape that is not so', async () => {
    registerMapping('Wrong', {
      inputs: ['x'],
      map: ({ inputs: [x], builder }) => {
        const outputs = [{ shape: [5], dtype: 'float32' as const }]
        return builder.node({ op: 'Exp', inputs: [x!], outputs })[0]!
      },
    })
    const engine = await createEngine({ name: 'onnx:cpu', threads: 1 })
    const program = engine.program({
      inputs: { x: { shape: [3] } },
      body: (_, { x }) => {
        const wrong = tf.engine().runKernel('Wrong', { x: x! }) as tf.Tensor
        return { outputs: { y: tf.neg(wrong) } }
      },
    })
    await expect(program).rejects.toMatchObject({ code: 'WRONG_SHAPE' })
  })

  it('must have a name and what a mapping is made of', () => {
    const mapping = { inputs: ['x'], map: () => undefined as never }
    expect(() => registerMapping('', mapping)).toThrow(expect.objectContaining({ code: 'WRONG_NAME' }))
    expect(() => registerMapping('Exp', {} as typeof mapping)).toThrow(expect.objectContaining({ code: 'WRONG_VALUE' }))
  })
})

it('the page of kernels is up to date', () => {
  expect(readFileSync(new URL('../../KERNELS.md', import.meta.url), 'utf8')).toBe(kernelsPage())
})
