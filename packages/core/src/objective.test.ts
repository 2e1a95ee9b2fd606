import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { expectClose } from '../test/expect-close.js'
import { spikeAndSlabOf } from '../test/spike-and-slab.js'
import { useCpuBackend } from '../test/use-cpu-backend.js'
import { klPairs } from './kl.js'
import {
  fixedPriorTerms,
  pseudoInputPriorTerms,
  selectedSpikeProbability,
  sparsityOfMean,
  sparsityTerm,
} from './objective.js'

beforeAll(useCpuBackend)

const slab = { mu: 0, logVar: 0 }
const gammas = (...rows: number[][]) => spikeAndSlabOf(rows.map((row) => row.map((gamma) => ({ ...slab, gamma }))))

describe('selectedSpikeProbability', () => {
  it('averages over latents only: each example has the mean of the pseudo-inputs that it selects', () => {
    const r = gammas([0.1, 0.3], [0.8, 1])
    const weights = tf.tensor2d([
      [1, 0],
      [0, 1],
      [0.25, 0.75],
    ])
    expectClose(selectedSpikeProbability(weights, r), [0.2, 0.9, 0.25 * 0.2 + 0.75 * 0.9], 1e-6)
  })
})

describe('sparsityTerm', () => {
  const bernoulliKl = (p: number, q: number) => p * Math.log(p / q) + (1 - p) * Math.log((1 - p) / (1 - q))

  it('is J KL(Bernoulli(gbar) || Bernoulli(alpha)), example by example, zero at alpha', () => {
    const found = sparsityTerm(tf.tensor1d([0.05, 0.01, 0.6]), 0.01, 40)
    expectClose(found, [40 * bernoulliKl(0.05, 0.01), 0, 40 * bernoulliKl(0.6, 0.01)], 1e-6)
  })

  it('is finite, with a finite gradient, at gbar = 0 and 1', () => {
    const { value, grad } = tf.valueAndGrad((gbar) => tf.sum(sparsityTerm(gbar as tf.Tensor1D, 0.2, 10)))(
      tf.tensor1d([0, 1]),
    )
    expectClose(value, 10 * (Math.log(1 / 0.8) + Math.log(1 / 0.2)), 1e-5)
    expect(Array.from(grad.dataSync()).every(Number.isFinite)).toBe(true)
  })

  it('would be another number from a gbar averaged over examples', () => {
    const each = tf.mean(sparsityTerm(tf.tensor1d([0, 0.4]), 0.2, 10)).dataSync()[0]!
    expect(each).toBeGreaterThan(sparsityTerm(tf.tensor1d([0.2]), 0.2, 10).dataSync()[0]! + 1)
  })
})

describe('sparsityOfMean', () => {
  it('asks nothing of each example: two that have no spike and 0.4 cost nothing at alpha = 0.2', () => {
    const gbar = tf.mean<tf.Scalar>(tf.tensor1d([0, 0.4]))
    const found = sparsityOfMean(gbar, 0.2, 40)
    expect(found.shape).toEqual([])
    expectClose(found, [0], 1e-4) // the guard of log(1 - gamma) times J
  })
})

describe('pseudoInputPriorTerms', () => {
  /** Two examples with an ELBO's likelihood of 10 and 20 nats, and three pseudo-inputs, the first two like the examples. */
  function terms(weights: number[][]) {
    const q = gammas([0.5, 0.5], [0.9, 0.1])
    const r = gammas([0.5, 0.5], [0.9, 0.1], [0.2, 0.2])
    return pseudoInputPriorTerms(tf.tensor1d([10, 20]), { r, pairs: klPairs(q, r), weights: tf.tensor2d(weights) }, 0.5)
  }

  it('measures each example against the pseudo-inputs that it selects', () => {
    const { kl, elbo, sparsity, priorSpikeProbability } = terms([
      [1, 0, 0],
      [0, 1, 0],
    ])
    expectClose(kl!, [0, 0], 1e-6)
    expectClose(elbo!, [10, 20], 1e-6)
    expectClose(sparsity!, [0, 0], 1e-5)
    expectClose(priorSpikeProbability!, [0.5, 0.5], 1e-6)
  })

  it('charges elboMixture KL(w || uniform): log K for a single choice, nothing for an even one', () => {
    const { elbo, elboMixture, selectionEntropy } = terms([
      [1, 0, 0],
      [1 / 3, 1 / 3, 1 / 3],
    ])
    expectClose(tf.sub(elbo!, elboMixture!), [Math.log(3), 0], 1e-6)
    expectClose(selectionEntropy!, [0, Math.log(3)], 1e-6)
  })
})

describe('fixedPriorTerms', () => {
  it('has the terms of the ELBO and no other', () => {
    const terms = fixedPriorTerms(tf.tensor1d([1]), gammas([0.2, 0.2]), { alpha: 0.2 })
    expect(Object.keys(terms)).toEqual(['elbo', 'logLikelihood', 'kl'])
    expectClose(terms.elbo!, 1, 1e-5)
  })
})
