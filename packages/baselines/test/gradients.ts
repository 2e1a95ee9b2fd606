import * as tf from '@tensorflow/tfjs'
import type { TensorMap } from '@vsc/engine'
import { createRng } from '@vsc/random'
import { expect } from 'vitest'

/** The gradient of a loss with respect to every parameter; zero where it does not depend on one. */
export function gradientsOf(lossAt: (p: TensorMap) => tf.Scalar, p: TensorMap): Record<string, tf.Tensor> {
  const { grads } = tf.engine().gradients(() => lossAt(p), Object.values(p), undefined, true)
  return Object.fromEntries(Object.entries(p).map(([name, value], i) => [name, grads[i] ?? tf.zerosLike(value)]))
}

/**
 * Checks the gradient of every parameter along a random direction against central differences.
 *
 * The loss, of order 10, carries about 1e-6 of rounding in float32, so 5e-4 of noise over a step of 2e-3; truncation is of the
 * order of the step squared, 1e-6, and a ReLU's kink that is crossed adds of the order of the step.
 */
export function expectCentralDifferences(
  lossAt: (p: TensorMap) => tf.Scalar,
  p: TensorMap,
  { step = 2e-3 } = {},
): void {
  tf.tidy(() => {
    for (const [name, gradient] of Object.entries(gradientsOf(lossAt, p))) {
      const direction = unitDirection(p[name]!.shape, name)
      const along = (distance: number) =>
        lossAt({ ...p, [name]: tf.add(p[name]!, tf.mul(direction, distance)) }).dataSync()[0]!
      const found = tf.sum(tf.mul(gradient, direction)).dataSync()[0]!
      const expected = (along(step) - along(-step)) / (2 * step)
      const tolerance = 2e-3 + 5e-3 * Math.abs(expected)
      expect(Math.abs(found - expected), `${name}: ${found}, not ${expected}`).toBeLessThan(tolerance)
    }
  })
}

function unitDirection(shape: number[], name: string): tf.Tensor {
  const size = shape.reduce((a, b) => a * b, 1)
  const normal = tf.tensor(createRng(3).fork(name).fillNormal(new Float32Array(size)), shape)
  return tf.div(normal, tf.norm(normal))
}
