import { createRng } from '@vsc/random'
import { beforeAll, describe, expect, it } from 'vitest'
import { expectClose } from '../test/expect-close.js'
import {
  drawGaussians,
  drawSamples,
  logDensity,
  logDensityGiven,
  logSumExp,
  matrix,
  mean,
  rowsOf,
  sum,
  toGaussian,
} from '../test/plain-gaussian.js'
import { useCpuBackend } from '../test/use-cpu-backend.js'
import { aggregatePosterior, stratifiedWeights } from './aggregate-posterior.js'

beforeAll(useCpuBackend)

// A data set so small that q(z) = (1/N) sum_n q(z|x_n) can be enumerated.
const N = 6
const J = 3
const q = drawGaussians(N, J, 1)
const z = drawSamples(q, 2)
const everyone = Array.from({ length: N }, (_, n) => n)
const latents = Array.from({ length: J }, (_, j) => j)

const logQz = (row: readonly number[]) => logSumExp(everyone.map((n) => logDensityGiven(q, n, row))) - Math.log(N)
const logMarginal = (value: number, j: number) =>
  logSumExp(everyone.map((n) => logDensity(value, q.mu[n]![j]!, q.logVar[n]![j]!))) - Math.log(N)
const logQzProduct = (row: readonly number[]) => sum(latents.map((j) => logMarginal(row[j]!, j)))

describe('minibatch-weighted sampling', () => {
  it('is exact but for log N where the batch is the whole data set, in the joint once and in the product J times', () => {
    const found = aggregatePosterior(matrix(z), toGaussian(q), { estimator: 'mws', datasetSize: N })
    expectClose(
      found.logQz,
      z.map((row) => logQz(row) - Math.log(N)),
      1e-6,
    )
    expectClose(
      found.logQzProduct,
      z.map((row) => logQzProduct(row) - J * Math.log(N)),
      1e-6,
    )
  })
})

describe('minibatch-stratified sampling', () => {
  /** Every order of `size` of the examples that begins with the first one. */
  function batchesFrom(first: number, size: number): number[][] {
    const extend = (batch: number[]): number[][] =>
      batch.length === size ? [batch] : everyone.filter((n) => !batch.includes(n)).flatMap((n) => extend([...batch, n]))
    return extend([first])
  }

  it.each([2, 4, N])('estimates q(z) and each marginal without bias, averaged over all batches of %i', (size) => {
    const first = 2
    const options = { estimator: 'mss', datasetSize: N } as const
    const estimates = batchesFrom(first, size).map((batch) => {
      const posteriors = toGaussian(rowsOf(q, batch))
      const joint = aggregatePosterior(matrix(batch.map((n) => z[n]!)), posteriors, options)
      // one latent alone, whose product of marginals is its marginal
      const one = { mu: posteriors.mu.slice([0, 1], [size, 1]), logVar: posteriors.logVar.slice([0, 1], [size, 1]) }
      const marginal = aggregatePosterior(matrix(batch.map((n) => [z[n]![1]!])), one, options)
      return { joint: Math.exp(joint.logQz.dataSync()[0]!), marginal: Math.exp(marginal.logQzProduct.dataSync()[0]!) }
    })
    expect(mean(estimates.map(({ joint }) => joint)) / Math.exp(logQz(z[first]!))).toBeCloseTo(1, 5)
    expect(mean(estimates.map(({ marginal }) => marginal)) / Math.exp(logMarginal(z[first]![1]!, 1))).toBeCloseTo(1, 5)
  })

  it('would be biased with the weights of the published program, which fills the first column in place of the diagonal', () => {
    const [size, first] = [4, 2]
    const weightOf = (k: number) => (k === 0 ? 1 / N : k === 1 ? (N - size + 1) / (N * (size - 1)) : 1 / (size - 1))
    // the third row of a batch, whose own example then counts like any other
    const estimates = batchesFrom(first, size).map(([own, ...others]) =>
      sum(
        [others[0]!, others[1]!, own!, others[2]!].map(
          (n, k) => weightOf(k) * Math.exp(logDensityGiven(q, n, z[first]!)),
        ),
      ),
    )
    expect(Math.abs(Math.log(mean(estimates)) - logQz(z[first]!))).toBeGreaterThan(0.05)
  })

  it('weighs the diagonal 1/N, the next one (N - M) / (N M), the others 1/M: rows sum to 1', () => {
    const [M, N] = [3, 100]
    const [own, next, other] = [1 / N, (N - M) / (N * M), 1 / M]
    const expected = [
      [own, next, other, other],
      [other, own, next, other],
      [other, other, own, next],
      [next, other, other, own],
    ]
    const weights = stratifiedWeights(4, 100)
    expectClose(weights, expected, 1e-7)
    expectClose(weights.sum(1), [1, 1, 1, 1], 1e-6)
  })

  it.each([1, 7])('refuses a batch of %i out of 6', (batch) => {
    expect(() => stratifiedWeights(batch, 6)).toThrow(`2 to datasetSize = 6 examples, got ${batch}`)
  })
})

describe('the total correlation from the aggregate posterior', () => {
  it('is that of the enumerated q(z), by Monte Carlo, under the whole data set as batch and MWS less its log N', () => {
    const draws = 300
    const rng = createRng(5)
    const found: number[] = []
    const expected: number[] = []
    for (let n = 0; n < draws; n++) {
      const samples = drawSamples(q, rng.uint32())
      const estimate = aggregatePosterior(matrix(samples), toGaussian(q), { estimator: 'mws', datasetSize: N })
      found.push(mean([...estimate.logQz.sub(estimate.logQzProduct).dataSync()]) - (J - 1) * Math.log(N))
      expected.push(mean(samples.map((row) => logQz(row) - logQzProduct(row))))
    }
    expect(mean(found)).toBeCloseTo(mean(expected), 4)
    expect(mean(expected)).toBeGreaterThan(0.1)
  })
})
