import type { ModelName } from '@vsc/models'
import { describe, expect, it } from 'vitest'
import { groupsOf } from '../study/groups.js'
import { choicesInDoubt, comparisonOf } from './comparison.js'
import type { EvaluatedRun } from './evaluated-run.js'

interface Found {
  readonly model: ModelName
  readonly latentDim?: number
  readonly seed?: number
  readonly active?: number
  readonly owned?: number
  readonly contrast?: number
  readonly best?: number
  readonly iterations?: number
  readonly beta?: number
}

/** A run of which only what the comparison looks at is there: that of figure 9 in block form unless told. */
function runThat({ model, latentDim = 40, seed = 1, iterations = 200_000, ...found }: Found): EvaluatedRun {
  const { active = 18, owned = 4, contrast = 0.5, best = 0.36 } = found
  return {
    run: { id: '', model, latentDim, seed, swept: found.beta === undefined ? {} : { beta: found.beta } },
    validation: { correlationContrast: contrast },
    metrics: [{ iteration: iterations }],
    findings: {
      metrics: {
        activeLatents: active,
        attributesOwned: owned,
        correlationContrast: contrast,
        meanBestCorrelation: best,
      },
    },
  } as unknown as EvaluatedRun
}

const compare = (...found: Found[]) => comparisonOf(groupsOf(found.map(runThat)))
const vsc: Found = { model: 'vsc', active: 19, best: 0.6 }
const dispersed: Found = { model: 'beta-vae', active: 11, owned: 2, contrast: 0.2 }

describe('comparisonOf', () => {
  it('says nothing of VSC alone', () => {
    expect(compare(vsc)).toEqual({ claims: [], details: [] })
  })

  it('says that all of figure 9 held where it did', () => {
    expect(compare(vsc, dispersed)).toEqual({
      claims: ['That VSC stays near 18 active latents in block form held.', 'That the others disperse held.'],
      details: [
        'VSC: 19 active latents at J = 40, in block form (4 of 4 attributes owned, contrast 0.50).',
        'beta-VAE: 11 active latents at J = 40, not in block form (2 of 4 attributes owned, contrast 0.20).',
        'VSC has the highest contrast of the models at every J.',
        expect.stringMatching(/^In block form are models that own all four attributes/),
      ],
    })
  })

  it('says so where a baseline does better than published, and better than VSC', () => {
    const { claims, details } = compare(vsc, { model: 'beta-tcvae', contrast: 0.6, best: 0.6 })
    expect(claims).toContain('That the others disperse did not hold.')
    expect(details[1]).toMatch(
      /It does better than the paper says, with a mean best \|r\| of 0\.60 at J = 40 \(figure 9: 0\.41\)\.$/,
    )
    expect(details).toContain('A higher contrast than VSC’s is reached by beta-TCVAE at J = 40 with 0.60 to 0.50.')
  })

  it('judges every J by the mean over seeds, and blocks by most seeds', () => {
    const { claims, details } = compare(
      { ...vsc, latentDim: 18, active: 8, seed: 1 },
      { ...vsc, latentDim: 18, active: 11, seed: 2 },
      { ...vsc, latentDim: 40, active: 12, seed: 1 },
      { ...vsc, latentDim: 40, active: 21, seed: 2 },
      { ...vsc, latentDim: 60, owned: 3, best: 0.5 },
      dispersed,
    )
    expect(claims[0]).toBe('That VSC stays near 18 active latents in block form held only for VSC at J = 40.')
    expect(details[0]).toContain('9.5 active latents at J = 18, in block form')
    expect(details[0]).toContain('19 active latents at J = 60, not in block form (3 of 4 attributes owned')
    expect(details[0]).toContain(
      'It does worse than the paper says, with a mean best |r| of 0.50 at J = 60 (figure 9: 0.62).',
    )
  })

  it('doubts a choice where another point owns more attributes', () => {
    const points = [
      { ...dispersed, beta: 1, contrast: 0.2, owned: 3, active: 17 },
      { ...dispersed, beta: 6, contrast: 0.24, owned: 1, active: 2 },
      { ...dispersed, beta: 20, contrast: 0.1, owned: 0, active: 1 },
    ]
    expect(choicesInDoubt(groupsOf(points.map(runThat)))).toEqual([
      'beta-VAE, J = 40, beta = 6, was chosen by its contrast, as in the paper, but beta-VAE, J = 40, beta = 1, owns more attributes (3 to 1), with 17 active latents and a contrast of 0.20.',
    ])
    expect(choicesInDoubt(groupsOf(points.slice(1).map(runThat)))).toEqual([])
  })

  it('admits to shorter training', () => {
    expect(compare({ ...vsc, iterations: 10_000 }, { ...dispersed, iterations: 5000 }).details.at(-1)).toBe(
      'The paper trained for 200,000 iterations, this run for 5,000 to 10,000.',
    )
  })
})
