import { describe, expect, it } from 'vitest'
import { groupsOf } from '../study/groups.js'
import type { EvaluatedRun } from './evaluated-run.js'
import { bestOfSweeps, typicalRun } from './groups.js'
import { verdictOn } from './verdict.js'

interface Found {
  readonly owned?: readonly string[]
  readonly contrast?: number
  readonly recovery?: readonly [number, number, number, number]
  readonly variation?: number
  readonly inverted?: readonly string[]
  readonly seed?: number
  readonly latentDim?: number
  readonly alpha?: number
  readonly validationContrast?: number
}

const everything = ['bowtie', 'hat', 'eyes', 'mouth']

/** A run of which only what the verdict looks at is there. */
function runThat(found: Found): EvaluatedRun {
  const { owned = everything, contrast = 0.4, recovery = [0, 0, 0, 0], variation = 0, seed = 1, latentDim = 40 } = found
  return {
    run: { id: '', model: 'vsc', latentDim, seed, swept: found.alpha === undefined ? {} : { alpha: found.alpha } },
    findings: {
      owned,
      active: [0, 1],
      spikes: {
        recovery: Object.fromEntries(everything.map((name, a) => [name, recovery[a]])),
        inverted: found.inverted ?? [],
        activeVariation: variation,
      },
      metrics: { attributesOwned: owned.length, correlationContrast: contrast, activeLatents: 19 },
    },
    validation: { correlationContrast: found.validationContrast ?? contrast },
  } as unknown as EvaluatedRun
}

const verdictFor = (...found: Found[]) => verdictOn(groupsOf(found.map(runThat)))

describe('verdictOn', () => {
  it.each<[Found, string]>([
    [
      {},
      'VSC, J = 40, found the structure: each of the four attributes has latents of its own. 19 of 40 latents are active',
    ],
    [{ contrast: 0.3 }, 'found the structure only in part'],
    [{ contrast: 0.3 }, 'with a contrast of 0.30 where at least 0.35 was the goal'],
    [{ owned: ['bowtie', 'hat'] }, 'did not find the structure: no latent is for eyes or mouth alone'],
    [{ owned: [], contrast: 0.9 }, 'did not find the structure: no attribute has a latent of its own'],
    [{ recovery: [0.9, 0.9, 0.8, 0.7] }, 'Its spikes tell which attributes an image has'],
    [
      { recovery: [0.9, 0.99, 0.2, 0.1], inverted: ['hat', 'mouth'] },
      'for hat by a latent that is on where the attribute is missing',
    ],
    [{ recovery: [0.9, 0.99, 0.2, 0.1] }, 'Its spikes tell of bowtie and hat, not of eyes and mouth'],
    [{ recovery: [0.3, 0.2, 0.2, 0.1] }, 'those of active latents are simply always on'],
    [
      { recovery: [0.3, 0.2, 0.2, 0.1], variation: 0.3 },
      'they vary from image to image, but none of them with one attribute',
    ],
  ])('of %j says so', (found, sentence) => {
    expect(verdictFor(found)).toContain(sentence)
  })

  it('counts several models and says how they differ', () => {
    expect(verdictFor({ seed: 1 }, { seed: 2, contrast: 0.2 })).toBe(
      '1 of 2 models found the structure (all four attributes have latents of their own, and the contrast is at least 0.35). VSC, J = 40: 1 of 2 seeds, contrast 0.20 to 0.40, attributes owned 4, 4.',
    )
    expect(verdictFor({}, { latentDim: 18 })).toMatch(
      /^All 2 models .* VSC, J = 18: contrast 0\.40, attributes owned 4\.$/,
    )
  })
})

describe('groups', () => {
  const groups = groupsOf(
    [
      { alpha: 0.1, seed: 1, contrast: 0.8, validationContrast: 0.39 },
      { alpha: 0.2, seed: 1, contrast: 0.3 },
      { alpha: 0.2, seed: 2, contrast: 0.5 },
      { alpha: 0.2, seed: 3, contrast: 0.4 },
      { alpha: 0.4, seed: 1, contrast: 0.35 },
    ].map(runThat),
  )

  it('are the runs that differ in their seed', () => {
    expect(groups.map(({ label, runs }) => [label, runs.length])).toEqual([
      ['VSC, J = 40, alpha = 0.1', 1],
      ['VSC, J = 40, alpha = 0.2', 3],
      ['VSC, J = 40, alpha = 0.4', 1],
    ])
  })

  it('of a sweep are won by the mean contrast over the validation images, whatever the test images say', () => {
    expect(bestOfSweeps(groups).map(({ label }) => label)).toEqual(['VSC, J = 40, alpha = 0.2'])
  })

  it('are shown by the run of median contrast', () => {
    expect(typicalRun(groups[1]!).run.seed).toBe(3)
  })
})
