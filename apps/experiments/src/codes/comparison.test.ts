import { describe, expect, it } from 'vitest'
import { comparisonOf } from './comparison.js'
import { curvesOf, type EvaluatedRun } from './groups.js'

interface Found {
  readonly model?: 'vsc' | 'beta-vae'
  readonly latentDim: number
  readonly seed?: number
  readonly beta?: number
  /** From z; from E[z|x] it is 0.1 more. */
  readonly accuracy: number
}

/** A run of which only what the comparison looks at is there. */
function runThat({ model = 'vsc', latentDim, seed = 1, beta = 1, accuracy }: Found): EvaluatedRun {
  const [linearAccuracy, linearAccuracyOfMean] = [accuracy, accuracy + 0.1]
  return {
    run: { id: '', model, data: '', latentDim, seed, swept: {} },
    model: { config: { beta } },
    findings: {
      metrics: { linearAccuracy, knnAccuracy: 0.5, linearAccuracyOfMean, knnAccuracyOfMean: linearAccuracyOfMean },
    },
  } as unknown as EvaluatedRun
}

const compare = (...found: Found[]) => comparisonOf(curvesOf(found.map(runThat)))

const rising: Found[] = [
  { latentDim: 200, accuracy: 0.7 },
  { latentDim: 8, accuracy: 0.6, seed: 1 },
  { latentDim: 8, accuracy: 0.62, seed: 2 },
]

describe('comparisonOf', () => {
  const falling = [0.75, 0.76, 0.65].map(
    (accuracy, i): Found => ({ model: 'beta-vae', latentDim: [8, 20, 200][i]!, accuracy }),
  )

  it('says which claims held, and where only in part for which classifiers, by means over seeds', () => {
    const { claims } = compare(...rising, ...falling)
    expect(claims).toEqual([
      'That VSC’s accuracy keeps up as J grows held.',
      'That the VAE’s falls held for a linear classifier of z, a linear classifier of E[z|x], and nearest neighbours of E[z|x], not for nearest neighbours of z.',
      'That VSC’s codes are better than the VAE’s at J = 200 held for a linear classifier of z, a linear classifier of E[z|x], and nearest neighbours of E[z|x], not for nearest neighbours of z.',
    ])
  })

  it('gives the accuracies of each classifier beside the published ones', () => {
    const { courses } = compare(...rising, ...falling)
    expect(courses).toHaveLength(4)
    expect(courses[0]).toBe(
      'A linear classifier of z: VSC 61.0% at J = 8 and 70.0% at J = 200 (published: 66.9% at J = 8 and 79.7% at J = 200); VAE 75.0% at J = 8 and 65.0% at J = 200 (published: 75.0% at J = 8 and 75.0% at J = 200).',
    )
    expect(courses[2]).toMatch(/^A linear classifier of E\[z\|x\]: VSC 71\.0% at J = 8 and 80\.0% at J = 200/)
  })

  it('says so where nothing held', () => {
    const found: Found[] = [
      { latentDim: 8, accuracy: 0.7 },
      { latentDim: 20, accuracy: 0.75 },
      { latentDim: 60, accuracy: 0.7 },
      { model: 'beta-vae', latentDim: 8, accuracy: 0.7 },
      { model: 'beta-vae', latentDim: 20, accuracy: 0.8 },
    ]
    expect(compare(...found).claims).toEqual([
      expect.stringContaining('held for nearest neighbours of z, not for'),
      'That the VAE’s falls did not hold.',
      'That VSC’s codes are better than the VAE’s at J = 20 did not hold.',
    ])
  })

  it('claims nothing of a single J, and knows a beta-VAE from a VAE', () => {
    const { claims, courses } = compare({ model: 'beta-vae', beta: 4, latentDim: 8, accuracy: 0.5 })
    expect(claims).toEqual([])
    expect(courses[0]).toBe('A linear classifier of z: beta-VAE 50.0% at J = 8.')
    expect(compare(...rising).claims).toEqual(['That VSC’s accuracy keeps up as J grows held.'])
  })
})
