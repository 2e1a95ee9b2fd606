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

  const bound = <T extends tf.Tensor>(op: (x: T) => tf.Tensor) => op as (x: tf.Tensor) => tf.Tensor
  it.each<[string, (images: tf.Tensor) => tf.Tensor]>([
    ['padded', (x) => tf.pad(x, [[0, 0], [1, 2], [0, 1], [0, 0]], 0.5)], // biome-ignore format: one line reads best
    ['mirrored', (x) => tf.mirrorPad(x, [[0, 0], [1, 2], [0, 1], [0, 0]], 'reflect')], // biome-ignore format: as above
    ['cut', (x) => tf.slice(x, [0, 1, 0, 0], [-1, 2, 3, 1])],
    ['cut in strides', (x) => tf.stridedSlice(x, [0, 3, 0], [x.shape[0]!, 0, 4], [1, -2, 3])],
    ['joined', (x) => tf.concat([x, tf.reverse(x, 1)], 3)],
    ['stacked', (x) => tf.sum(tf.stack([x, tf.square(x)], 1), 1)],
    ['taken apart', (x) => tf.unstack(x, 3)[1]!],
    ['repeated', (x) => tf.tile(x, [1, 2, 1, 3])],
    ['broadcast', (x) => tf.broadcastTo(tf.mean(x, 3, true), x.shape)],
    ['centred', (x) => tf.sub(x, tf.mean(x, [1, 2], true))],
    ['turned', (x) => tf.transpose(x, [0, 3, 2, 1])],
    ['pooled', bound((x: tf.Tensor4D) => tf.maxPool(x, 2, 1, 'same'))],
    ['pooled with wide paddings', bound((x: tf.Tensor4D) => tf.avgPool(x, 2, 1, 3))],
    ['enlarged', bound((x: tf.Tensor4D) => tf.image.resizeNearestNeighbor(x, [8, 6]))],
    ['resized', bound((x: tf.Tensor4D) => tf.image.resizeBilinear(x, [3, 7]))],
    ['spread', bound((x: tf.Tensor4D) => tf.depthToSpace(tf.concat([x, x], 3), 2))],
    ['normalised', (x) => tf.batchNorm(x, tf.tensor1d([0, 1]), tf.tensor1d([1, 2]), tf.tensor1d([1, 0]))],
    ['ranked', (x) => tf.topk(x, 2).values],
    ['gathered', (x) => tf.gather(x, tf.tensor1d([1, 0], 'int32'), 3)],
    ['added up as they go', (x) => tf.cumsum(x, 1)],
    ['where they are positive', (x) => tf.where(tf.greater(x, 0), x, tf.zerosLike(x))],
    ['multiplied', (x) => tf.matMul(x, x, true)],
  ])('writes images that are %s for batches of every size', async (_, op) => {
    const images = { name: 'images', parameters: {}, inputs: { x: { shape: [4, 4, 2] } } }
    const session = await ort.InferenceSession.create(exportOnnx({ ...images, body: (_, { x }) => ({ y: op(x!) }) }))
    for (const count of [1, 2, 5]) {
      const x = numbers(count * 32)
      const { y } = await session.run({ x: new ort.Tensor(x, [count, 4, 4, 2]) })
      const expected = op(tf.tensor(x, [count, 4, 4, 2]))
      expect(y!.dims).toEqual(expected.shape)
      expected.dataSync().forEach((value, i) => {
        if (Number.isNaN(value)) expect(y!.data[i]).toBeNaN()
        else expect(y!.data[i]).toBeCloseTo(value, 5)
      })
    }
    await session.release()
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
