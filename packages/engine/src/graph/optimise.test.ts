import * as tf from '@tensorflow/tfjs'
import { createRng } from '@vsc/random'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countOps, nodesOf, runGraph } from '../../test/run-graph.js'
import { lossAndGradients } from '../gradients.js'
import { mapRecord } from '../record.js'
import type { HostArray, TensorMap, TensorSpec } from '../tensor.js'
import { sizeOf } from '../tensor.js'
import { trace } from '../tracing/trace.js'
import type { Graph } from './graph.js'
import { optimise } from './optimise.js'

function drawFeeds(graph: Graph, seed = 1): Record<string, HostArray> {
  const rng = createRng(seed)
  const feeds = graph.inputs.map(({ source, shape }) => {
    const name = source.kind === 'input' ? source.name : ''
    return [name, rng.fillNormal(new Float32Array(sizeOf(shape)))] as const
  })
  return Object.fromEntries(feeds)
}

/** The graph optimised, after a check that it computes what the graph as it is computes. */
async function optimised(inputs: Record<string, TensorSpec>, body: (tensors: TensorMap) => TensorMap): Promise<Graph> {
  const graph = trace(inputs, body)
  const better = optimise(graph)
  const feeds = drawFeeds(graph)
  const [expected, found] = [await runGraph(graph, feeds), await runGraph(better, feeds)]
  expect(Object.keys(found)).toEqual(Object.keys(expected))
  for (const [name, numbers] of Object.entries(expected)) expectClose(name, found[name]!, numbers)
  return better
}

function expectClose(what: string, found: ArrayLike<number>, expected: ArrayLike<number>): void {
  expect(found.length, what).toBe(expected.length)
  for (let i = 0; i < expected.length; i++) {
    const error = Math.abs(found[i]! - expected[i]!)
    expect(error, `${what}[${i}]: ${found[i]}, expected ${expected[i]}`).toBeLessThan(
      1e-5 * Math.max(1, Math.abs(expected[i]!)),
    )
  }
}

const matrices = { a: { shape: [4, 5] }, b: { shape: [5, 3] }, bias: { shape: [3] } }

describe('a row added to a product', () => {
  it('becomes part of it, from either side', async () => {
    const right = await optimised(matrices, ({ a, b, bias }) => ({ y: tf.add(tf.matMul(a!, b!), bias!) }))
    expect(countOps(right)).toEqual({ Gemm: 1 })
    const left = await optimised(matrices, ({ a, b, bias }) => ({ y: tf.add(bias!, tf.matMul(a!, b!)) }))
    expect(countOps(left)).toEqual({ Gemm: 1 })
  })

  it('stays apart where the product is also used without it', async () => {
    const graph = await optimised(matrices, ({ a, b, bias }) => {
      const product = tf.matMul(a!, b!)
      return { y: tf.add(product, bias!), z: tf.exp(product) }
    })
    expect(countOps(graph)).toEqual({ Gemm: 1, Add: 1, Exp: 1 })
  })

  it.each([
    ['a whole matrix', [4, 3], [4, 3]],
    ['a column', [4, 1], [4, 3]],
    ['a scalar', [], [4, 3]],
    ['of another rank', [1, 1, 3], [1, 4, 3]],
  ])('stays apart where what is added is %s', async (_, shape, sum) => {
    const graph = await optimised({ ...matrices, bias: { shape } }, ({ a, b, bias }) => ({
      y: tf.add(tf.matMul(a!, b!), bias!),
    }))
    expect(countOps(graph)).toEqual({ Gemm: 1, Add: 1 })
    expect(graph.outputs.y!.shape).toEqual(sum)
  })

  it('may be a matrix of one row', async () => {
    const graph = await optimised({ ...matrices, bias: { shape: [1, 3] } }, ({ a, b, bias }) => ({
      y: tf.add(tf.matMul(a!, b!), bias!),
    }))
    expect(countOps(graph)).toEqual({ Gemm: 1 })
  })
})

describe('some rows of a product', () => {
  it('are the only ones computed', async () => {
    const graph = await optimised(matrices, ({ a, b }) => ({ y: tf.split(tf.matMul(a!, b!), [3, 1], 0)[1]! }))
    expect(countOps(graph)).toEqual({ Slice: 1, Gemm: 1 })
    expect(nodesOf(graph, 'Gemm')[0]!.outputs[0]!.shape).toEqual([1, 3])
  })

  it('are cut from the columns of a transposed left side', async () => {
    const graph = await optimised({ ...matrices, a: { shape: [5, 4] } }, ({ a, b }) => ({
      y: tf.split(tf.matMul(a!, b!, true), [1, 2, 1], 0)[1]!,
    }))
    expect(nodesOf(graph, 'Gemm')[0]!.outputs[0]!.shape).toEqual([2, 3])
  })

  it('are cut after the product where more than one part is used', async () => {
    const graph = await optimised(matrices, ({ a, b }) => {
      const [first, second] = tf.split(tf.matMul(a!, b!), [3, 1], 0)
      return { y: first!, z: second! }
    })
    expect(countOps(graph)).toEqual({ Gemm: 1, Split: 1 })
  })
})

describe('a product of a transposed left side', () => {
  it('is transposed beforehand, once for all products', async () => {
    const graph = await optimised({ a: { shape: [5, 4] }, b: { shape: [5, 3] } }, ({ a, b }) => ({
      y: tf.matMul(a!, b!, true),
      z: tf.matMul(a!, tf.exp(b!), true),
    }))
    expect(countOps(graph)).toEqual({ Transpose: 1, Gemm: 2, Exp: 1 })
    for (const { attributes } of nodesOf(graph, 'Gemm')) expect(attributes.transA).toBe(0)
  })

  it('stays as it is for a GPU, which reads it as fast', () => {
    const graph = trace({ a: { shape: [5, 4] }, b: { shape: [5, 3] } }, ({ a, b }) => ({ y: tf.matMul(a!, b!, true) }))
    expect(countOps(optimise(graph, 'webgpu'))).toEqual({ Gemm: 1 })
    expect(countOps(optimise(graph, 'cuda'))).toEqual({ Gemm: 1 })
  })

  it('also where a row is added to it or rows are cut from it', async () => {
    const graph = await optimised({ ...matrices, a: { shape: [5, 4] } }, ({ a, b, bias }) => ({
      y: tf.add(tf.matMul(a!, b!, true), bias!),
      z: tf.split(tf.matMul(tf.exp(a!), b!, true), [1, 3], 0)[1]!,
    }))
    for (const { attributes } of nodesOf(graph, 'Gemm')) expect(attributes.transA).toBe(0)
    expect(countOps(graph).Add).toBeUndefined()
  })
})

describe('random bodies', () => {
  const N = 4
  const square = { shape: [N, N] }
  type Op = (a: tf.Tensor, b: tf.Tensor, n: number) => tf.Tensor
  const row = (a: tf.Tensor, n: number) => tf.slice(a, [n, 0], [1, N])
  const ops: readonly Op[] = [
    (a, b) => tf.mul(tf.matMul(a, b), 0.3),
    (a, b, n) => tf.add(tf.matMul(a, b, n % 2 === 1, n > 1), row(b, n)),
    (a, b, n) => tf.add(tf.squeeze(row(a, n)), tf.matMul(b, a, true)),
    (a, b, n) => tf.concat([tf.split(tf.matMul(a, b, n > 1), [n, N - n], 0)[1]!, tf.slice(b, [0, 0], [n, N])], 0),
    (a, b) => tf.concat(tf.split(tf.matMul(a, b, true), 2, 0), 0),
    (a, b) => tf.add(a, b),
    (a) => tf.tanh(a),
    (a, _, n) => tf.mul(a, tf.broadcastTo(row(a, n), [N, N])),
    (a) => tf.relu(tf.transpose(a)),
    (a, b) => tf.sub(a, tf.mean(b, 0, true)),
    (a, b) => tf.maximum(a, tf.neg(b)),
    (a, _, n) => tf.mul(tf.add(a, 0), n / 3),
  ]
  const index = fc.nat(100)
  const recipe = fc.array(fc.tuple(index, index, index, fc.integer({ min: 0, max: N - 1 })), {
    minLength: 3,
    maxLength: 14,
  })

  it('compute the same recorded, optimised and op by op', async () => {
    await fc.assert(
      fc.asyncProperty(recipe, fc.boolean(), async (steps, gradients) => {
        const apply = (first: readonly tf.Tensor[]): tf.Tensor[] => {
          const pool = [...first]
          for (const [op, a, b, n] of steps) {
            // squashed, so that numbers do not grow along the chain
            pool.push(tf.tanh(ops[op % ops.length]!(pool[a % pool.length]!, pool[b % pool.length]!, n)))
          }
          return pool.slice(-2)
        }
        const body = (tensors: TensorMap): TensorMap => {
          const [y, z] = apply(Object.values(tensors))
          if (!gradients) return { y: y!, z: z! }
          const loss = (...xs: tf.Tensor[]) => tf.sum(tf.add(...(apply(xs) as [tf.Tensor, tf.Tensor])))
          const inputs = Object.values(tensors)
          const { value, grads } = tf.engine().gradients(() => loss(...inputs), inputs, undefined, true)
          return { value, ...Object.fromEntries(grads.map((g, i) => [`g${i}`, g ?? tf.zerosLike(inputs[i]!)])) }
        }
        const graph = await optimised({ p: square, q: square }, body)
        const feeds = drawFeeds(graph)
        const found = await runGraph(graph, feeds)
        await tf.setBackend('cpu')
        const expected = tf.tidy(() => {
          const inputs = { p: tf.tensor2d(feeds.p!, [N, N]), q: tf.tensor2d(feeds.q!, [N, N]) }
          return Object.entries(body(inputs)).map(([name, tensor]) => [name, tensor.dataSync().slice()] as const)
        })
        for (const [name, numbers] of expected) expectClose(name, found[name]!, numbers)
      }),
      { numRuns: 40, seed: 1 },
    )
  })
})

describe('a training step of a variational autoencoder with pseudo-inputs', () => {
  const [B, U, D, H, J] = [20, 4, 12, 16, 3] as const
  const parameters = {
    W1: { shape: [D, H] },
    b1: { shape: [H] },
    W2: { shape: [H, 2 * J] },
    b2: { shape: [2 * J] },
    W3: { shape: [J, H] },
    b3: { shape: [H] },
    W4: { shape: [H, D] },
    b4: { shape: [D] },
    pseudo: { shape: [U, D] },
  }
  const loss = (p: TensorMap, { x, eps }: TensorMap) => {
    const dense = (input: tf.Tensor, layer: number) => tf.add(tf.matMul(input, p[`W${layer}`]!), p[`b${layer}`]!)
    const heads = dense(tf.relu(dense(tf.concat([x!, p.pseudo!], 0), 1)), 2)
    const [mu, logVar] = tf.split(heads, 2, 1)
    const [muX, muU] = tf.split(mu!, [B, U], 0)
    const [logVarX, logVarU] = tf.split(logVar!, [B, U], 0)
    const z = tf.add(muX!, tf.mul(tf.exp(tf.mul(logVarX!, 0.5)), eps!))
    const mean = dense(tf.relu(dense(z, 3)), 4)
    const reconstruction = tf.mean(tf.sum(tf.squaredDifference(mean, x!), 1))
    const prior = [tf.mean(muU!, 0), tf.mean(logVarU!, 0)]
    const kl = tf.mean(tf.sum(tf.add(tf.sub(prior[1]!, logVarX!), tf.square(tf.sub(muX!, prior[0]!))), 1)) as tf.Scalar
    return { loss: tf.add(reconstruction, kl) as tf.Scalar, terms: { kl } }
  }
  const step = () =>
    optimised({ ...parameters, x: { shape: [B, D] }, eps: { shape: [B, J] } }, (tensors) => {
      const p = Object.fromEntries(Object.keys(parameters).map((name) => [name, tensors[name]!]))
      const found = lossAndGradients({ loss }, p, tensors)
      return {
        loss: found.loss,
        ...mapRecord(
          found.gradients,
          (g) => g,
          (name) => `gradient/${name}`,
        ),
      }
    })

  it('has only the products that it needs', async () => {
    const graph = await step()
    // 4 layers forward, 4 gradients of weights, 3 of layers' inputs, and the pseudo-inputs' own
    const products = nodesOf(graph, 'Gemm').map(({ outputs }) => outputs[0]!.shape.join('x'))
    expect(products.sort()).toEqual(
      [
        ...[`${B + U}x${H}`, `${B + U}x${2 * J}`, `${B}x${H}`, `${B}x${D}`],
        ...[`${D}x${H}`, `${H}x${2 * J}`, `${J}x${H}`, `${H}x${D}`],
        ...[`${B}x${H}`, `${B}x${J}`, `${B + U}x${H}`],
        `${U}x${D}`,
      ].sort(),
    )
    // and so no gradient with respect to the data, of shape [B + U, D]
    expect(products).not.toContain(`${B + U}x${D}`)
  })

  it('adds all biases within products, and transposes before them', async () => {
    const products = nodesOf(await step(), 'Gemm')
    expect(products.filter(({ inputs }) => inputs.length === 3)).toHaveLength(4)
    expect(products.filter(({ attributes }) => attributes.transA === 1)).toHaveLength(0)
  })

  it('copies nothing, and broadcasts only where an operator cannot do it itself', async () => {
    const graph = await step()
    const counts = countOps(graph)
    expect(counts.Identity).toBeUndefined()
    expect(counts.Tile).toBeUndefined()
    const expanded = nodesOf(graph, 'Expand').flatMap(({ outputs }) => outputs)
    const users = nodesOf(graph).filter(({ inputs }) => inputs.some((input) => expanded.includes(input)))
    expect(new Set(users.map(({ op }) => op))).toEqual(new Set(['Concat']))
    // 12 products; the rest is elementwise ops, sums, and the parts of the heads and of the batch
    expect(Object.values(counts).reduce((sum, n) => sum + n)).toBeLessThanOrEqual(72)
  })
})
