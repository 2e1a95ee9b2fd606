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
  return {
    run: { id: '', model, data: '', latentDim, seed, swept: {} },
    model: { config: { beta } },
    findings: { metrics: { linearAccuracy: accuracy, linearAccuracyOfMean: accuracy + 0.1 } },
  } as unknown as EvaluatedRun
}

const compare = (...found: Found[]) => comparisonOf(curvesOf(found.map(runThat)))

const rising: Found[] = [
  { latentDim: 200, accuracy: 0.7 },
  { latentDim: 8, accuracy: 0.6, seed: 1 },
  { latentDim: 8, accuracy: 0.62, seed: 2 },
]

describe('comparisonOf', () => {
  it('says that the claims held where they did, by means over seeds, once for each representation', () => {
    const falling = [0.75, 0.76, 0.65].map((accuracy, i) => ({
      model: 'beta-vae' as const,
      latentDim: [8, 20, 200][i]!,
      accuracy,
    }))
    const [sampled, expected] = compare(...rising, ...falling)
    expect(sampled).toBe(
      'By one code z drawn from q(z|x): VSC 61.0% at J = 8 and 70.0% at J = 200 (published: 66.9% at J = 8 and 79.7% at J = 200); VAE 75.0% at J = 8 and 65.0% at J = 200 (published: 75.0% at J = 8 and 75.0% at J = 200). That VSC’s accuracy keeps up as J grows held; that the VAE’s falls held; that VSC’s codes are the better ones at J = 200 held (5.0 percentage points above the VAE’s).',
    )
    expect(expected).toMatch(/^By the expected code E\[z\|x\]: VSC 71\.0% at J = 8 and 80\.0% at J = 200/)
  })

  it('says so where they did not', () => {
    const found: Found[] = [
      { latentDim: 8, accuracy: 0.7 },
      { latentDim: 20, accuracy: 0.75 },
      { latentDim: 60, accuracy: 0.7 },
      { model: 'beta-vae', latentDim: 8, accuracy: 0.7 },
      { model: 'beta-vae', latentDim: 20, accuracy: 0.8 },
    ]
    expect(compare(...found)[0]).toMatch(
      /That VSC’s accuracy keeps up as J grows did not hold; that the VAE’s falls did not hold; that VSC’s codes are the better ones at J = 20 did not hold \(5\.0 percentage points below the VAE’s\)\.$/,
    )
  })

  it('claims nothing of a single J, and knows a beta-VAE from a VAE', () => {
    const [sampled] = compare({ model: 'beta-vae', beta: 4, latentDim: 8, accuracy: 0.5 })
    expect(sampled).toBe('By one code z drawn from q(z|x): beta-VAE 50.0% at J = 8.')
    expect(compare(...rising)[0]).toMatch(/\. That VSC’s accuracy keeps up as J grows held\.$/)
  })
})
