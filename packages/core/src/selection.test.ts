import * as tf from '@tensorflow/tfjs'
import { createRng } from '@vsc/random'
import { beforeAll, describe, expect, it } from 'vitest'
import { expectClose } from '../test/expect-close.js'
import { useCpuBackend } from '../test/use-cpu-backend.js'
import { posteriorSelection, selectionEntropy, selectionWeights } from './selection.js'

beforeAll(useCpuBackend)

describe('selectionWeights', () => {
  it('sharpened: gives a clear winner nearly all the weight', () => {
    // shares 0.9 and 0.1: sigmoid(24) and sigmoid(-24)
    expectClose(selectionWeights(tf.tensor2d([[9, 1, -5]]), 'sharpened'), [1, 3.8e-11, 0], 1e-6)
  })

  it('sharpened: is the normalised sigmoid of the shares, where that can be computed directly', () => {
    const activations = [1, 1.2, 0.9]
    const total = activations.reduce((sum, a) => sum + a + 1e-6, 0)
    const unnormalised = activations.map((a) => 1 / (1 + Math.exp(-60 * ((a + 1e-6) / total - 0.5))))
    const sum = unnormalised.reduce((a, b) => a + b)
    expectClose(
      selectionWeights(tf.tensor2d([activations]), 'sharpened'),
      unnormalised.map((w) => w / sum),
      1e-5,
    )
  })

  it('sharpened: spreads a uniform selection over all K, with a gradient, where the printed form gives 1.9e-12 each', () => {
    expect(1 / (1 + Math.exp(-60 * (1 / 20 - 0.5)))).toBeLessThan(2e-12)
    const even = tf.ones([1, 20]) as tf.Tensor2D
    expectClose(selectionWeights(even, 'sharpened'), new Array(20).fill(0.05), 1e-6)
    const first = tf.grad((a) => tf.slice(selectionWeights(a as tf.Tensor2D, 'sharpened'), [0, 0], [1, 1]))(even)
    expect(first.dataSync()[0]).toBeGreaterThan(0.1)
  })

  it('sharpened: is uniform where every unit is off', () => {
    expectClose(selectionWeights(tf.tensor2d([[-1, -2, -3, -4]]), 'sharpened'), [0.25, 0.25, 0.25, 0.25], 1e-6)
  })

  it('sigmoid: is sigmoid(a) over its sum, finite where every sigmoid rounds to 0', () => {
    const sigmoids = [0.5, 0.75, 0.25]
    const weights = selectionWeights(tf.tensor2d([[0, Math.log(3), -Math.log(3)]]), 'sigmoid')
    expectClose(
      weights,
      sigmoids.map((w) => w / 1.5),
      1e-6,
    )
    expectClose(selectionWeights(tf.tensor2d([[-300, -300]]), 'sigmoid'), [0.5, 0.5], 1e-6)
  })
})

describe('posteriorSelection', () => {
  const pairs = [
    [1, 2, 30],
    [5, 5, 5],
  ]
  /** sum_k w_k KL_k + KL(w || uniform): what `elboMixture` pays. */
  const cost = (w: readonly number[], divergences: readonly number[]) =>
    w.reduce((sum, wk, k) => (wk === 0 ? sum : sum + wk * (divergences[k]! + Math.log(wk * w.length))), 0)

  it('is the posterior of the component, and pays -log mean exp(-KL)', () => {
    const w = posteriorSelection(tf.tensor2d(pairs))
    const rows = w.arraySync()
    rows.forEach((row, i) => {
      const evidence = pairs[i]!.reduce((sum, kl) => sum + Math.exp(-kl) / 3, 0)
      expect(cost(row, pairs[i]!)).toBeCloseTo(-Math.log(evidence), 5)
    })
    expectClose(tf.sum(w, 1), [1, 1], 1e-6)
  })

  it('pays less than any other weights', () => {
    const best = posteriorSelection(tf.tensor2d(pairs)).arraySync()
    const rng = createRng(1)
    for (let trial = 0; trial < 200; trial++) {
      const raw = [...rng.fork(trial).fillUniform(new Float32Array(3))].map((u) => -Math.log(1 - u))
      const sum = raw.reduce((a, b) => a + b)
      const other = raw.map((value) => value / sum)
      pairs.forEach((divergences, i) => {
        expect(cost(other, divergences)).toBeGreaterThan(cost(best[i]!, divergences) - 1e-6)
      })
    }
  })
})

describe('selectionEntropy', () => {
  it('is 0 for one pseudo-input and log K for all alike', () => {
    expectClose(
      selectionEntropy(
        tf.tensor2d([
          [1, 0, 0, 0],
          [0.25, 0.25, 0.25, 0.25],
        ]),
      ),
      [0, Math.log(4)],
      1e-6,
    )
  })
})
