// A model of your own in TensorFlow.js, trained by the engine: no VAE, and nothing of this project but @vsc/engine.
//
//   pnpm example examples/own-body.ts
//
// A small network learns whether a point lies inside a circle. The loss is written once, in TensorFlow.js ops; the engine
// traces it with its gradient and runs it in ONNX Runtime.

import * as tf from '@tensorflow/tfjs-core'
import { createEngine, exportOnnx, type TensorMap } from '@vsc/engine'
import { createRng } from '@vsc/random'

const [batch, hidden] = [64, 32]
const rng = createRng('circle')

const kernel = (shape: [number, number], name: string) => ({
  shape,
  data: rng
    .fork(name)
    .fillNormal(new Float32Array(shape[0] * shape[1]))
    .map((value) => value / Math.sqrt(shape[0])),
})
const bias = (width: number) => ({ shape: [width], data: new Float32Array(width) })
const parameters = { w1: kernel([2, hidden], 'w1'), b1: bias(hidden), w2: kernel([hidden, 1], 'w2'), b2: bias(1) }

/** Logits [B, 1] of points [B, 2]. */
const logits = (p: TensorMap, points: tf.Tensor): tf.Tensor => {
  const h = tf.relu(tf.add(tf.matMul(points as tf.Tensor2D, p.w1 as tf.Tensor2D), p.b1!))
  return tf.add(tf.matMul(h as tf.Tensor2D, p.w2 as tf.Tensor2D), p.b2!)
}

const engine = await createEngine()
const program = await engine.training({
  parameters,
  inputs: { points: { shape: [batch, 2] }, inside: { shape: [batch, 1] } },
  loss(p, { points, inside }) {
    const l = logits(p, points)
    const right = tf.equal(tf.greater(l, 0), tf.greater(inside, 0.5))
    return {
      loss: tf.mean(tf.sub(tf.softplus(l), tf.mul(inside, l))),
      terms: { accuracy: tf.mean<tf.Scalar>(tf.cast(right, 'float32')) },
    }
  },
})

for (let iteration = 0; iteration <= 500; iteration++) {
  const points = rng
    .fork('points', iteration)
    .fillUniform(new Float32Array(batch * 2))
    .map((value) => 2 * value - 1)
  const inside = Float32Array.from({ length: batch }, (_, n) =>
    Math.hypot(points[2 * n]!, points[2 * n + 1]!) < 0.7 ? 1 : 0,
  )
  const { loss, terms } = await program.step({ points, inside }, { learningRate: 1e-2 })
  if (iteration % 100 === 0) console.log(iteration, loss.toFixed(3), `${Math.round(100 * terms.accuracy)}% right`)
}

// The trained network as a file that ONNX Runtime reads in any language, for batches of any size.
const bytes = exportOnnx({
  name: 'circle',
  parameters: await program.parameters(),
  inputs: { points: { shape: [2] } },
  body: (p: TensorMap, { points }) => ({ probability: tf.sigmoid(logits(p, points!)) }),
})
console.log(`${bytes.length} bytes of ONNX`)
await program.dispose()
