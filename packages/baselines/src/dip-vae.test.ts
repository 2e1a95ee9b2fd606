import * as tf from '@tensorflow/tfjs'
import { tensorNamed } from '@vsc/core'
import { beforeAll, describe, expect, it } from 'vitest'
import { expectClose } from '../test/expect-close.js'
import { expectCentralDifferences } from '../test/gradients.js'
import { mean } from '../test/plain-gaussian.js'
import { sceneOf, tiny } from '../test/scene.js'
import { useCpuBackend } from '../test/use-cpu-backend.js'
import { createDipVae } from './dip-vae.js'

beforeAll(useCpuBackend)

const forms = ['i', 'ii'] as const

/** The covariance over the rows, in plain JavaScript: E[a b] - E[a] E[b]. */
const covariance = (rows: readonly (readonly number[])[]) =>
  rows[0]!.map((_, j) =>
    rows[0]!.map((_, k) => {
      const [a, b] = [rows.map((row) => row[j]!), rows.map((row) => row[k]!)]
      return mean(a.map((value, i) => value * b[i]!)) - mean(a) * mean(b)
    }),
  )

function penaltiesOf(C: readonly (readonly number[])[]) {
  let [offDiagonal, diagonal] = [0, 0]
  C.forEach((row, j) => {
    row.forEach((value, k) => {
      if (j === k) diagonal += (value - 1) ** 2
      else offDiagonal += value ** 2
    })
  })
  return { offDiagonal, diagonal }
}

describe('createDipVae', () => {
  it.each(forms)('penalises the covariance of the means in I, of z in II: %s', (form) => {
    const model = createDipVae({ ...tiny, form, lambdaOffDiagonal: 3, lambdaDiagonal: 7 })
    const { p, x, noise } = sceneOf(model)
    const posterior = model.encode(p, x)
    const mu = tensorNamed(posterior, 'mu').arraySync()
    const variance = tf.exp(tensorNamed(posterior, 'logVar')).arraySync() as number[][]
    const C = covariance(mu)
    if (form === 'ii')
      C.forEach((row, j) => {
        row[j]! += mean(variance.map((row) => row[j]!))
      })
    const { offDiagonal, diagonal } = penaltiesOf(C)

    const { loss, terms } = model.objective(p, x, noise, {})
    expectClose(terms.offDiagonalPenalty!, offDiagonal, 1e-6)
    expectClose(terms.diagonalPenalty!, diagonal, 1e-6)
    expectClose(tf.add(loss, terms.elbo!), 3 * offDiagonal + 7 * diagonal, 1e-5)
    expect(Object.keys(model.evaluate(p, x, noise))).toEqual(['elbo', 'logLikelihood', 'kl'])
  })

  it('in II is the covariance of samples, by Monte Carlo', () => {
    const model = createDipVae({ ...tiny, form: 'ii' })
    const { p, x } = sceneOf(model)
    const posterior = model.encode(p, x)
    const draws = Array.from({ length: 4000 }, (_, seed) =>
      tf.tidy(() =>
        model.sample(posterior, { eps: tf.randomNormal([5, tiny.latentDim], 0, 1, 'float32', seed + 1) }).arraySync(),
      ),
    ).flat()
    const { offDiagonal, diagonal } = penaltiesOf(covariance(draws))
    const { terms } = model.objective(p, x, { eps: tf.zeros([5, tiny.latentDim]) }, {})
    // 20,000 draws leave about 0.01 in each variance, so a few 0.01 in the squares of their differences from 1
    expect(Math.abs(terms.offDiagonalPenalty!.dataSync()[0]! - offDiagonal)).toBeLessThan(0.1)
    expect(Math.abs(terms.diagonalPenalty!.dataSync()[0]! - diagonal)).toBeLessThan(0.1)
  })

  it.each(forms)('has the gradient that central differences find: %s', (form) => {
    const model = createDipVae({ ...tiny, form })
    const { p, x, noise } = sceneOf(model)
    expectCentralDifferences((p) => model.objective(p, x, noise, {}).loss, p)
  })

  it('weighs the diagonal ten times as much in I, as much in II, by default', () => {
    expect(createDipVae({ ...tiny, form: 'i', lambdaOffDiagonal: 2 }).config.lambdaDiagonal).toBe(20)
    expect(createDipVae({ ...tiny, form: 'ii', lambdaOffDiagonal: 2 }).config.lambdaDiagonal).toBe(2)
    const { config } = createDipVae({ ...tiny, form: 'i', lambdaDiagonal: 0 })
    expect(createDipVae(config).config).toEqual(config)
  })
})
