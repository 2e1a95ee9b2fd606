import * as tf from '@tensorflow/tfjs'
import {
  constantParameter,
  createVsc,
  dense,
  denseParameters,
  type Trunk,
  tensorNamed,
  xavierParameter,
} from '@vsc/core'
import { smileyDataSet } from '@vsc/data'
import { createEngine } from '@vsc/engine'
import { createRng } from '@vsc/random'
import * as ort from 'onnxruntime-node'
import { describe, expect, it } from 'vitest'
import { decodeCodes, evaluateModel, exportModel } from '../src/index.js'

const data = smileyDataSet({ count: 30, seed: 1 })

/** A convolution with a bias, its features normalised for each image by themselves, and pooled: 32 x 32 -> 8 x 8 x 4. */
const encoder: Trunk = {
  name: 'pooled',
  config: {},
  inputs: 1024,
  outputs: 8 * 8 * 4,
  parameters: () => ({ kernel: xavierParameter([3, 3, 1, 4]), bias: constantParameter([4], 0.1) }),
  apply(p, x) {
    const images = tf.reshape(x, [-1, 32, 32, 1]) as tf.Tensor4D
    const h = tf.add<tf.Tensor4D>(tf.conv2d(images, tensorNamed<tf.Tensor4D>(p, 'kernel'), 2, 'same'), p.bias!)
    const { mean, variance } = tf.moments(h, [1, 2, 3], true)
    const normed = tf.mul(tf.sub(h, mean), tf.rsqrt(tf.add(variance, 1e-3))) as tf.Tensor4D
    return tf.reshape(tf.maxPool(tf.relu(normed), 2, 2, 'same'), [-1, 8 * 8 * 4])
  },
}

/** A transposed convolution from 8 x 8 x 4 that ends in the logits of the pixels. */
const decoder: Trunk = {
  name: 'pixels',
  config: {},
  outputs: 1024,
  givesHeads: true,
  parameters: (inputs) => ({
    ...denseParameters('expand', { inputs, outputs: 8 * 8 * 4 }),
    kernel: xavierParameter([4, 4, 1, 4]),
  }),
  apply(p, z) {
    const small = tf.reshape(tf.relu(dense(p, 'expand', z)), [-1, 8, 8, 4]) as tf.Tensor4D
    const kernel = tensorNamed<tf.Tensor4D>(p, 'kernel')
    return tf.reshape(tf.conv2dTranspose(small, kernel, [z.shape[0], 32, 32, 1], 4, 'same'), [-1, 1024])
  },
}

describe('the exported files of a model with convolutional trunks', () => {
  it('agree with the model at every size of batch, and say its trunks', async () => {
    const model = createVsc(
      { dataDim: 1024, latentDim: 5, pseudoInputCount: 3, likelihood: 'bernoulli', initialSpikeBias: -0.5 },
      { encoder, decoder },
    )
    const parameters = model.init({ rng: createRng(1) })
    const engine = await createEngine({ name: 'onnx:cpu', threads: 1 })
    const common = { engine, model, parameters }
    const { codes, means, logVars, gammas } = await evaluateModel({ ...common, data, batchSize: 30, seed: 1 })
    const decoded = await decodeCodes({ ...common, codes })

    const files = exportModel({ model, parameters })
    expect(Buffer.from(files.encoder).toString('latin1')).toContain('"encoder":{"name":"pooled","config":{}}')
    const [encode, decode] = [
      await ort.InferenceSession.create(files.encoder),
      await ort.InferenceSession.create(files.decoder),
    ]
    for (const rows of [1, 7, 30]) {
      const x = data.read([...Array(rows).keys()])
      const posterior = await encode.run({ x: new ort.Tensor(x, [rows, 1024]) })
      expectClose(posterior.mu!, means.data.subarray(0, rows * 5))
      expectClose(posterior.logVar!, logVars.data.subarray(0, rows * 5))
      expectClose(posterior.gamma!, gammas!.data.subarray(0, rows * 5))
      const { mean } = await decode.run({ z: new ort.Tensor(codes.data.slice(0, rows * 5), [rows, 5]) })
      expectClose(mean!, decoded.subarray(0, rows * 1024))
    }
  })
})

function expectClose({ data }: ort.Tensor, expected: Float32Array) {
  const found = data as Float32Array
  expect(found).toHaveLength(expected.length)
  const worst = expected.reduce((most, value, i) => Math.max(most, Math.abs(value - found[i]!)), 0)
  expect(worst).toBeLessThan(1e-5)
}
