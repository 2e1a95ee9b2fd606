import { describe, expect, it } from 'vitest'
import { createGraphBuilder, type Graph } from '../graph/graph.js'
import { createInPlaceSession } from './in-place.js'
import { loadOnnxRuntime } from './onnx-runtime.js'
import { tensorsOver } from './session.js'

const size = 1_000_000
const ort = loadOnnxRuntime()
const tensorOver = tensorsOver(ort)
const options = { ort, provider: 'cpu', threads: 1, spinning: false } as const

/** x -> 2 x, and the sum of x. */
function doubling(): Graph {
  const builder = createGraphBuilder()
  const x = builder.input('x', { shape: [size] })
  const twice = builder.node({ op: 'Add', inputs: [x, x], outputs: [x] })[0]!
  const sum = builder.node({
    op: 'ReduceSum',
    inputs: [x],
    attributes: { keepdims: 0 },
    outputs: [{ ...x, shape: [] }],
  })
  return { inputs: [x], outputs: { twice, sum: sum[0]! } }
}

describe('createInPlaceSession', () => {
  it('writes every output into the array given for it, at every run', async () => {
    const session = await createInPlaceSession('doubling', doubling(), options)
    const x = new Float32Array(size)
    const [twice, sum] = [new Float32Array(size), new Float32Array(1)]
    for (const number of [1, 3]) {
      await session.run(
        { x: tensorOver(x.fill(number), [size]) },
        { twice: tensorOver(twice, [size]), sum: tensorOver(sum, []) },
      )
      expect(new Set(twice)).toEqual(new Set([2 * number]))
      expect(sum[0]).toBe(number * size)
    }
    expect(session.outputNames).toEqual(['twice', 'sum'])
    await session.release()
  })

  it('makes no further copy of what it writes', async () => {
    const session = await createInPlaceSession('doubling', doubling(), options)
    const feeds = { x: tensorOver(new Float32Array(size), [size]) }
    const fetches = { twice: tensorOver(new Float32Array(size), [size]), sum: tensorOver(new Float32Array(1), []) }
    await session.run(feeds, fetches)
    const before = process.memoryUsage().arrayBuffers
    for (let run = 0; run < 5; run++) await session.run(feeds, fetches)
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(4 * size)
    await session.release()
  })

  it('lets the errors of a run through', async () => {
    const session = await createInPlaceSession('doubling', doubling(), options)
    const fetches = { twice: tensorOver(new Float32Array(size), [size]) }
    await expect(session.run({ x: tensorOver(new Float32Array(3), [3]) }, fetches)).rejects.toThrow(
      /invalid dimensions/,
    )
    await expect(session.run({}, fetches)).rejects.toThrow(/'x' is missing/)
    await session.release()
  })
})
