// A convolutional VSC: other networks in the place of the multilayer perceptrons.
//
//   pnpm example examples/convolutional.ts
//
// docs/own-networks.md says what a trunk has to keep to. This one is for smileys, 32 x 32 pixels.

import * as tf from '@tensorflow/tfjs-core'
import {
  constant,
  constantParameter,
  createVsc,
  dense,
  denseParameters,
  linear,
  type Trunk,
  tensorNamed,
  xavierParameter,
} from '@vsc/core'
import { smileyDataSet } from '@vsc/data'
import { createEngine, type TensorMap } from '@vsc/engine'
import { decodeCodes, evaluateModel, reconstructionError } from '@vsc/inference'
import { zeroShare } from '@vsc/metrics'
import { train } from '@vsc/training/node'

const layer = (name: string, kernel: [number, number, number, number], channels: number) => ({
  [`${name}/kernel`]: xavierParameter(kernel),
  [`${name}/bias`]: constantParameter([channels]),
})
const kernelOf = (p: TensorMap, name: string) => tensorNamed<tf.Tensor4D>(p, `${name}/kernel`)
const withBias = (p: TensorMap, name: string, h: tf.Tensor4D) =>
  tf.add(h, tensorNamed(p, `${name}/bias`)) as tf.Tensor4D

/** 32 x 32 -> 16 x 16 x 8 -> 8 x 8 x 16 */
const encoder: Trunk = {
  ...{ name: 'small-conv', config: { filters: [8, 16] }, inputs: 32 * 32, outputs: 8 * 8 * 16 },
  parameters: () => ({ ...layer('down-1', [3, 3, 1, 8], 8), ...layer('down-2', [3, 3, 8, 16], 16) }),
  apply(p, x) {
    const down = (h: tf.Tensor4D, name: string) =>
      tf.relu(withBias(p, name, tf.conv2d(h, kernelOf(p, name), 2, 'same')))
    return tf.reshape(down(down(tf.reshape(x, [-1, 32, 32, 1]), 'down-1'), 'down-2'), [-1, 8 * 8 * 16])
  },
}

/** z -> 8 x 8 x 16 -> 16 x 16 x 8 -> 32 x 32, the logits of a Bernoulli likelihood. */
const decoder: Trunk = {
  ...{ name: 'small-conv', config: { filters: [16, 8] }, outputs: 32 * 32, givesHeads: true },
  parameters: (inputs) => ({
    ...denseParameters('expand', { inputs, outputs: 8 * 8 * 16 }),
    ...layer('up-1', [3, 3, 8, 16], 8),
    ...layer('up-2', [3, 3, 1, 8], 1),
  }),
  apply(p, z) {
    const up = (h: tf.Tensor4D, name: string, side: number, channels: number) =>
      withBias(p, name, tf.conv2dTranspose(h, kernelOf(p, name), [z.shape[0], side, side, channels], 2, 'same'))
    const small: tf.Tensor4D = tf.reshape(tf.relu(dense(p, 'expand', z)), [-1, 8, 8, 16])
    return tf.reshape(up(tf.relu(up(small, 'up-1', 16, 8)), 'up-2', 32, 1), [-1, 32 * 32])
  },
}

const model = createVsc(
  {
    ...{ dataDim: 1024, latentDim: 12, likelihood: 'bernoulli', alpha: 0.3, spikeActivation: 'sigmoid' },
    ...{ selection: 'posterior', pseudoInputCount: 8, pseudoInputInit: 'examples', logVarBounds: [-6, 2] },
  },
  { encoder, decoder },
)
const iterations = 150
const engine = await createEngine()
const { parameters } = await train({
  ...{ model, engine, data: smileyDataSet({ count: 1000, seed: 1 }) },
  config: {
    ...{ iterations, batchSize: 50, clipNorm: 50, logEvery: 50, learningRate: constant(2e-3) },
    schedules: { lambda: constant(1), slope: linear({ from: 50, to: 200, start: 0, end: iterations }) },
  },
  onLog: ({ iteration, terms }) => console.log(iteration, terms.elbo?.toFixed(1), 'nats'),
})

const test = smileyDataSet({ count: 100, seed: 1, split: 'test' })
const { codes } = await evaluateModel({ engine, model, parameters, data: test, batchSize: 50, seed: 1 })
const error = await reconstructionError({ engine, model, parameters, codes, data: test })
console.log(`${Math.round(100 * zeroShare(codes))}% of the codes are 0; reconstructions are off by ${error.toFixed(3)}`)
const image = (await decodeCodes({ engine, model, parameters, codes })).subarray(0, 1024)
for (let y = 0; y < 32; y += 2)
  console.log([...image.subarray(32 * y, 32 * y + 32)].map((p) => ' .:#'[Math.min(3, Math.floor(4 * p))]).join(''))
