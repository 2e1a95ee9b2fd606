import { createMatrix } from '@vsc/metrics'
import { createRng } from '@vsc/random'
import { describe, expect, it } from 'vitest'
import { klParts } from './kl-parts.js'

const rng = createRng('parts of the KL')
const normals = (count: number) => rng.fillNormal(new Float32Array(count))

/** Codes of N posteriors N(mu, s^2) in two dimensions. */
function evaluationOf(means: Float32Array, variance: number) {
  const logVars = new Float32Array(means.length).fill(Math.log(variance))
  const noise = normals(means.length)
  const matrix = (data: Float32Array) => createMatrix({ rows: data.length / 2, columns: 2, data })
  const codes = means.map((mean, i) => mean + Math.sqrt(variance) * noise[i]!)
  return { codes: matrix(codes), means: matrix(means), logVars: matrix(logVars) }
}

describe('klParts', () => {
  it('are 0 where every posterior is the prior', () => {
    for (const { mean } of Object.values(klParts(evaluationOf(new Float32Array(2000), 1))))
      expect(mean).toBeCloseTo(0, 5)
  })

  it('are those of a normal q(z), whose closed form is known', () => {
    const [count, rho, variance] = [3000, 0.8, 0.25]
    const means = normals(2 * count)
    for (let i = 0; i < count; i++) means[2 * i + 1] = rho * means[2 * i]! + Math.sqrt(1 - rho ** 2) * means[2 * i + 1]!
    // z ~ N(0, S + s^2 I), S with ones on its diagonal and rho beside
    const r = rho / (1 + variance)
    const entropyGap = Math.log(1 + variance) - Math.log(variance) // of two dimensions, without their correlation
    const { mutualInformation, totalCorrelation, dimensionWiseKl } = klParts(evaluationOf(means, variance))
    const total = -Math.log(1 - r ** 2) / 2
    expect(Math.abs(totalCorrelation.mean - total)).toBeLessThan(0.06)
    expect(Math.abs(mutualInformation.mean - (entropyGap - total))).toBeLessThan(0.1)
    expect(Math.abs(dimensionWiseKl.mean - (variance - Math.log(1 + variance)))).toBeLessThan(0.1)
    for (const part of [mutualInformation, totalCorrelation, dimensionWiseKl]) expect(part.count).toBe(count)
  })

  it('add up to the mean of log q(z|x) - log p(z), and know no batches', () => {
    const { codes, means, logVars } = evaluationOf(normals(500), 0.01)
    const parts = klParts({ codes, means, logVars })
    let kl = 0
    for (let k = 0; k < 500; k++) {
      kl += (codes.data[k]! ** 2 - (codes.data[k]! - means.data[k]!) ** 2 / 0.01 - Math.log(0.01)) / 2 / 250
    }
    expect(Object.values(parts).reduce((sum, { mean }) => sum + mean, 0)).toBeCloseTo(kl, 3)
    expect(parts.mutualInformation.mean).toBeLessThanOrEqual(Math.log(250))
    expect(parts.totalCorrelation.mean).toBeGreaterThan(-3 * parts.totalCorrelation.standardError!)
  })
})
