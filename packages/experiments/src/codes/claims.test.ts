import { describe, expect, it } from 'vitest'
import { runsThat } from '../../test/found-runs.js'
import { claimsOf } from './claims.js'
import { curvesOf, type EvaluatedRun } from './groups.js'

interface Found {
  readonly model?: string
  readonly latentDim: number
  readonly activeUnits?: number
  /** In all views alike, or with another one of k-NN; one for each seed. */
  readonly accuracies: readonly number[]
  readonly knn?: number
}

const runsOf = ({ model = 'vsc', latentDim, accuracies, knn, activeUnits = 5 }: Found) =>
  runsThat<EvaluatedRun>({
    model,
    latentDim,
    metrics: accuracies.map((accuracy) => ({
      ...{ activeUnits, linearAccuracy: accuracy, linearAccuracyOfMean: accuracy },
      ...{ knnAccuracy: knn ?? accuracy, knnAccuracyOfMean: knn ?? accuracy },
    })),
  })

/** What is found of the claim that has these words in it. */
const claim = (words: string, found: readonly Found[], labelCount = 5000) =>
  claimsOf(curvesOf(found.flatMap(runsOf)), labelCount).find(({ claim }) => claim.includes(words))!

const vsc = (latentDim: number, ...accuracies: number[]): Found => ({ latentDim, accuracies })
const vae = (latentDim: number, ...accuracies: number[]): Found => ({ model: 'beta-vae', latentDim, accuracies })

describe('the claims of codes', () => {
  it('ask k-NN to stay within two points between J = 20 and 200, however it is elsewhere', () => {
    const words = 'within 2 percentage points'
    expect(claim(words, [vsc(8, 0.5), vsc(20, 0.8), vsc(60, 0.815), vsc(200, 0.81)])).toMatchObject({
      holds: 'held',
      evidence: expect.stringContaining('VSC, k-NN, z: 80.0% at J = 20, 81.5% at J = 60, 81.0% at J = 200'),
    })
    expect(claim(words, [vsc(20, 0.8), vsc(60, 0.85), vsc(200, 0.81)]).holds).toBe('not held')
    expect(claim(words, [vsc(8, 0.8), vsc(60, 0.8)]).holds).toBe('not tested')
    expect(claim(words, [vsc(20, 0.1), { ...vsc(200, 0.1), activeUnits: 0 }]).holds).toBe('not held')
  })

  it('ask whether VSC keeps up, and baselines fall beyond the deviation', () => {
    expect(claim('keeps up', [vsc(8, 0.6), vsc(200, 0.595)]).holds).toBe('held')
    expect(claim('keeps up', [vsc(8, 0.6), { ...vsc(200, 0.7), knn: 0.5 }]).holds).toBe('not held')
    expect(claim('keeps up', [vsc(8, 0.6)]).holds).toBe('not tested')
    const words = 'baselines’ accuracy falls'
    expect(claim(words, [vae(8, 0.75, 0.76), vae(200, 0.65, 0.66)])).toMatchObject({
      holds: 'held',
      evidence: expect.stringContaining('VAE, linear, z: 75.5 ± 0.7 (J = 8) against 65.5 ± 0.7 (J = 200)'),
    })
    expect(claim(words, [vae(8, 0.7, 0.8), vae(200, 0.65, 0.75)]).holds).toBe('not held')
    expect(claim(words, [vae(8, 0.75), vae(200, 0.65)]).holds).toBe('not tested')
    expect(claim(words, [vae(8, 0.7, 0.7), vae(200, 0.695, 0.695)]).holds).toBe('not held')
    expect(claim(words, [vsc(8, 0.7)]).holds).toBe('not tested')
  })

  it('compare with the best baseline that has learned anything at the largest J of both', () => {
    const words = 'better than the baselines’'
    const own = [vsc(20, 0.1, 0.1), vsc(60, 0.8, 0.81), vsc(200, 0.2, 0.2)]
    expect(claim(words, [...own, vae(60, 0.7, 0.71)])).toMatchObject({
      holds: 'held',
      evidence: expect.stringContaining('80.5 ± 0.7 (VSC, J = 60) against 70.5 ± 0.7 (VAE, J = 60)'),
    })
    expect(claim(words, [...own, vae(60, 0.8, 0.81)]).holds).toBe('not held')
    expect(claim(words, [...own, { ...vae(60, 0.7, 0.71), activeUnits: 0 }]).holds).toBe('not tested')
  })

  it('ask for the published accuracies with as many labels, by every classifier', () => {
    const words = 'published'
    expect(claim(words, [vsc(8, 0.67), vsc(200, 0.8)]).holds).toBe('held')
    expect(claim(words, [vsc(8, 0.67), { ...vsc(200, 0.8), knn: 0.79 }]).holds).toBe('not held')
    expect(claim(words, [vsc(8, 0.67)]).holds).toBe('not tested')
    expect(claim(words, [vsc(8, 0.67), vsc(200, 0.8)], 500)).toMatchObject({
      holds: 'not tested',
      evidence: 'there were 500 labels',
    })
  })
})
