import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-wasm'
import '@tensorflow/tfjs-backend-webgl'
import '@tensorflow/tfjs-backend-webgpu'
import { baselineFamilies } from '@vsc/baselines'
import { constant, type LatentModel, vscFamily } from '@vsc/core'
import type { DataSet } from '@vsc/data'
import { createEngine, type Engine } from '@vsc/engine'
import { train } from '@vsc/training'
import { beforeAll, describe, expect, it } from 'vitest'

// Every kernel that a model runs, its gradients among them, is one that each backend for pages has.

const data: DataSet = {
  name: 'steps',
  count: 30,
  dim: 6,
  shape: [6],
  range: [0, 1],
  provenance: {},
  read: (indices, out = new Float32Array(6 * indices.length)) => out.map((_, k) => ((k % 7) + 1) / 8),
}
const settings = [{ likelihood: 'bernoulli' }, { likelihood: 'gaussian' }]

let engine: Engine
beforeAll(async () => {
  engine = await createEngine({ name: 'tfjs:cpu' })
})

/** A step of training, validated, and what pages draw of a model. */
async function use(model: LatentModel): Promise<void> {
  const schedules = Object.fromEntries(model.schedules.map((name) => [name, constant(1)]))
  const { parameters } = await train({
    model,
    data,
    engine,
    config: { iterations: 1, batchSize: 10, learningRate: constant(1e-3), schedules },
    validation: { data, batchSize: 10 },
  })
  const drawn = await engine.program({
    state: parameters,
    inputs: { x: { shape: [4, model.dataDim] }, z: { shape: [4, model.latentDim] } },
    body: (p, { x, z }) => ({
      outputs: {
        ...model.encode(p, x as tf.Tensor2D),
        ...model.decode(p, z as tf.Tensor2D),
        ...model.prior(p),
      } as Record<string, tf.Tensor>,
    }),
  })
  await drawn.step({ x: data.read([0, 1, 2, 3]), z: new Float32Array(4 * model.latentDim) })
  await drawn.dispose()
}

describe.each([vscFamily, ...baselineFamilies])('$name', (family) => {
  it.each(settings)('has its kernels with %j', async (given) => {
    const small = [
      { ...given, hiddenDim: 4, discriminatorHiddenDim: 4 },
      { ...given, hiddenDim: 4 },
    ]
    const chosen = small.map((each) => family.settings.safeParse(each)).find(({ success }) => success)?.data
    const dimensions = { dataDim: data.dim, latentDim: 3, exampleCount: data.count }
    const model = family.create(chosen as never, dimensions)
    const { kernelNames } = await tf.profile(async () => {
      await use(model)
      return tf.scalar(0)
    })
    const kernels = kernelNames.filter((name) => tf.getKernel(name, 'cpu') !== undefined) // names of scopes are among them
    expect(kernels.length).toBeGreaterThan(15)
    for (const backend of ['webgpu', 'webgl', 'wasm']) {
      expect(kernels.filter((kernel) => tf.getKernel(kernel, backend) === undefined)).toEqual([])
    }
  })
})
