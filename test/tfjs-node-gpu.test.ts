import { createRequire } from 'node:module'
import { join } from 'node:path'
import * as tf from '@tensorflow/tfjs'
import { createEngine, type TensorSpec } from '@vsc/engine'
import { builtIn, createLab, modelNamed } from '@vsc/lab'
import { createRng } from '@vsc/random'
import { beforeAll, describe, expect, it } from 'vitest'
import { root } from './workspace.js'

// Without its native part @tensorflow/tfjs-node-gpu computes nothing, but it still says which kernels it would compute.

const [B, M, J] = [4, 6, 2] as const
let registered: readonly string[]

beforeAll(() => {
  createRequire(join(root, 'packages/engine/package.json'))('@tensorflow/tfjs-node-gpu/dist/register_all_kernels.js')
  registered = tf.getKernelsForBackend('tensorflow').map(({ kernelName }) => kernelName)
})

/** Every model, and ways to train VSC that compute other things. */
const variants: readonly (readonly [string, object])[] = [
  ...builtIn.models.map(({ name }) => [name, {}] as const),
  ['vsc', { variant: 'reference', mean: 'tanh', pseudoInputSpikes: 'clamp', logVarBounds: [-12, 6] }],
  ['vsc', { prior: 'fixed', likelihood: 'bernoulli', spikeGradientLeak: 0.2 }],
]

describe.each(variants)('the kernels of %s %o', (name, settings) => {
  it('are all registered by tfjs-node-gpu: training, evaluation, encoding, decoding', async () => {
    const kernels = await kernelsOf(name, settings)
    expect(kernels, 'the forward and the backward pass were seen').toEqual(
      expect.arrayContaining(['BatchMatMul', 'Relu', 'Step', 'Sqrt']),
    )
    expect(kernels.filter((kernel) => !registered.includes(kernel))).toEqual([])
  })
})

/** The kernels that TensorFlow.js runs in a step of training, Adam included, and in everything else that the model can do. */
async function kernelsOf(name: string, asked: object): Promise<string[]> {
  const family = modelNamed(createLab([]), name)
  const dimensions = { dataDim: M, latentDim: J, exampleCount: 50 }
  const model = family.create(family.settings.parse({ hiddenDim: 5, ...asked }), dimensions)
  const parameters = model.init({ rng: createRng(1), examples: createRng(2).fillUniform(new Float32Array(50 * M)) })
  const noise = Object.entries(model.noise).map(([key, { shape }]) => [key, { shape: [B, ...shape] }] as const)
  const inputs: Record<string, TensorSpec> = {
    x: { shape: [B, M] },
    ...Object.fromEntries([...noise, ...model.schedules.map((key) => [key, { shape: [] }] as const)]),
  }
  const given = Object.fromEntries(
    Object.entries(inputs).map(([key, { shape }]) => {
      const size = shape.reduce((product, n) => product * n, 1)
      return [key, createRng(key).fillUniform(new Float32Array(size))]
    }),
  )
  type X = Parameters<typeof model.encode>[1]
  const engine = await createEngine({ name: 'tfjs:cpu' })
  const training = await engine.training({
    parameters,
    inputs,
    loss: (p, tensors) => model.objective(p, tensors.x as X, tensors, tensors as never),
    adam: { clipNorm: 1 },
  })
  const rest = await engine.program({
    state: parameters,
    inputs,
    body: (p, tensors) => {
      const posterior = model.encode(p, tensors.x as X)
      const decoded = model.decode(p, model.sample(posterior, tensors))
      return { outputs: { ...model.evaluate(p, tensors.x as X, tensors), ...decoded, ...prefixed(model.prior(p)) } }
    },
  })
  const { kernelNames } = await tf.profile(async () => {
    await training.step(given, { learningRate: 1e-3 })
    await rest.step(given)
    return tf.scalar(0)
  })
  await training.dispose()
  await rest.dispose()
  // Functions with a gradient of their own are listed beside kernels, under the name of what they are part of.
  return kernelNames.filter((kernel) => tf.getKernel(kernel, 'cpu') !== undefined)
}

const prefixed = (tensors: Readonly<Record<string, tf.Tensor>>) =>
  Object.fromEntries(Object.entries(tensors).map(([key, tensor]) => [`prior/${key}`, tensor]))
