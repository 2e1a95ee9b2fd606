import * as tf from '@tensorflow/tfjs'
import * as ort from 'onnxruntime-node'
import { describe, expect, it } from 'vitest'
import { type ExportDefinition, exportOnnx } from './export.js'

const numbers = (count: number) => Float32Array.from({ length: count }, (_, i) => Math.sin(i + 1))

/** A dense layer with a ReLU, in two heads. */
const layer = {
  name: 'layer',
  parameters: {
    'layer/kernel': { shape: [3, 4], data: numbers(12) },
    'layer/bias': { shape: [4], data: numbers(4) },
  },
  inputs: { x: { shape: [3] } },
  body: (p, { x }) => {
    const rows = tf.add(tf.matMul(x as tf.Tensor2D, p['layer/kernel'] as tf.Tensor2D), p['layer/bias']!)
    const [left, right] = tf.split(tf.relu(rows), 2, 1)
    return { left: left!, right: tf.exp(right!) }
  },
} satisfies ExportDefinition

describe('exportOnnx', () => {
  it('writes a model that agrees with the body for batches of every size', async () => {
    const session = await ort.InferenceSession.create(exportOnnx(layer))
    expect(session.inputNames).toEqual(['x'])
    expect(session.outputNames).toEqual(['left', 'right'])
    for (const rows of [1, 2, 3, 50]) {
      const x = numbers(rows * 3)
      const results = await session.run({ x: new ort.Tensor(x, [rows, 3]) })
      const parameters = Object.fromEntries(
        Object.entries(layer.parameters).map(([name, { data, shape }]) => [name, tf.tensor(data, shape)]),
      )
      const expected = layer.body(parameters, { x: tf.tensor(x, [rows, 3]) })
      for (const name of ['left', 'right'] as const) {
        expect(results[name]!.dims).toEqual([rows, 2])
        const found = [...(results[name]!.data as Float32Array)]
        expected[name].dataSync().forEach((value, i) => {
          expect(found[i]).toBeCloseTo(value, 5)
        })
      }
    }
  })

  it('makes images of rows and rows of images, for batches of every size', async () => {
    const filter = { shape: [2, 2, 3, 1], data: numbers(12) }
    const images = {
      name: 'images',
      parameters: { filter },
      inputs: { x: { shape: [4] } },
      body: ({ filter }, { x }) => {
        const small = tf.reshape(tf.tanh(x!), [-1, 2, 2, 1]) as tf.Tensor4D
        const shape: [number, number, number, number] = [x!.shape[0]!, 4, 4, 3]
        const pixels = tf.conv2dTranspose(small, filter as tf.Tensor4D, shape, 2, 'same')
        return { y: tf.reshape(pixels, [-1, 48]) }
      },
    } satisfies ExportDefinition
    const session = await ort.InferenceSession.create(exportOnnx(images))
    for (const rows of [1, 2, 5]) {
      const x = numbers(rows * 4)
      const { y } = await session.run({ x: new ort.Tensor(x, [rows, 4]) })
      const expected = images.body({ filter: tf.tensor(filter.data, filter.shape) }, { x: tf.tensor(x, [rows, 4]) }).y
      expect(y!.dims).toEqual([rows, 48])
      expected.dataSync().forEach((value, i) => {
        expect(y!.data[i]).toBeCloseTo(value, 5)
      })
    }
  })

  it('names the dimension of the batch, and carries metadata', () => {
    const text = Buffer.from(exportOnnx({ ...layer, metadata: { config: '{"latentDim":2}' } })).toString('latin1')
    for (const part of ['batch', 'layer/kernel', 'config', '{"latentDim":2}']) expect(text).toContain(part)
  })

  it('leaves out parameters that no output depends on', () => {
    const unused = { shape: [2], data: numbers(2) }
    const parameters = { ...layer.parameters, unused }
    expect(Buffer.from(exportOnnx({ ...layer, parameters })).toString('latin1')).not.toContain('unused')
  })

  it.each([
    ['a mean over the batch', (x: tf.Tensor) => ({ y: tf.mean(x, 0) }), /output 'y' is no row for each example/],
    ['the number of examples', (x: tf.Tensor) => ({ y: tf.div(x, x.shape[0]!) }), /Div depends on the size/],
    ['rows that are cut up', (x: tf.Tensor) => ({ y: tf.reshape(x, [x.shape[0]! * 3]) }), /'y' is no row for each/],
    [
      'a later size with it',
      (x: tf.Tensor) => ({ y: tf.reshape(x, [1, x.shape[0]! * 3]) }),
      /Reshape depends on the size/,
    ],
    ['an output called like an input', (x: tf.Tensor) => ({ x: tf.exp(x) }), /called 'x' like an input/],
  ])('refuses %s', (_, body, message) => {
    expect(() => exportOnnx({ ...layer, body: (_, { x }) => body(x) })).toThrow(message)
  })
})
