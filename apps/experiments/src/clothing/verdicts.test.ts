import { describe, expect, it } from 'vitest'
import { verdictOn as activationVerdict } from '../activations/verdict.js'
import { verdictOn as conditionalVerdict } from '../conditional/verdict.js'
import { verdictOn as interpolationVerdict } from '../interpolation/verdict.js'
import type { Metrics } from '../study/result-tables.js'
import type { Findings, Found } from './question.js'

/** Groups of one run each, of which only metrics are there. */
function groupsThat<F extends Findings>(...found: Metrics[]): Found<F>['groups'] {
  const groups = found.map((metrics, i) => ({ label: `VSC, J = ${20 + i}`, runs: [{ findings: { metrics } }] }))
  return groups as unknown as Found<F>['groups']
}

describe('the verdict on activations', () => {
  const good = {
    ...{ distinctSets: 0.98, overlappingSets: 0.6, spikeLinearAccuracy: 0.72, codeLinearAccuracy: 0.81 },
    ...{ nearestIsKin: 6, kinRowDistance: 0.9, otherRowDistance: 1.6 },
  }

  it('says that the claims held, and by what', () => {
    expect(activationVerdict(groupsThat(good))).toEqual([
      'That different classes have different sets of active latents held: the latents on in most images of a class differ for 98% of the pairs of classes, and spikes alone tell the class of 72% of the test images (codes: 81%, chance: 10%).',
      'That the sets overlap held: 60% of the pairs have a latent in common.',
      'That classes which are alike share them held: of the 7 classes of tops and shoes 6 have the nearest row within their kind, and rows of one kind are 0.90 apart on average, others 1.60.',
    ])
  })

  it.each([
    [{ distinctSets: 0.4 }, 'That different classes have different sets of active latents did not hold'],
    [{ spikeLinearAccuracy: 0.2 }, 'That different classes have different sets of active latents did not hold'],
    [{ overlappingSets: 0 }, 'That the sets overlap did not hold'],
    [{ nearestIsKin: 3 }, 'That classes which are alike share them did not hold'],
    [{ otherRowDistance: 0.8 }, 'That classes which are alike share them did not hold'],
  ])('of %j says that a claim did not', (found, sentence) => {
    expect(activationVerdict(groupsThat({ ...good, ...found })).join(' ')).toContain(sentence)
  })

  it('says of which models it speaks where there are several', () => {
    const sentences = activationVerdict(groupsThat(good, good))
    expect(sentences).toHaveLength(6)
    expect(sentences[3]).toMatch(/^VSC, J = 21: That different/)
  })
})

describe('the verdict on conditional samples', () => {
  const good = {
    ...{ samplesKept: 0.6, reconstructionsKept: 0.7, imagesKept: 0.8, unconditionalKept: 0.1 },
    ...{ sampleChange: 0.05, changeWithinClass: 0.08, changeAcrossClasses: 0.2 },
  }

  it.each([
    [{}, 'That samples which keep an image’s spikes stay with its kind of clothing held'],
    [{ samplesKept: 0.3 }, 'stay with its kind of clothing did not hold'],
    [{ samplesKept: 0.1, reconstructionsKept: 0.12 }, 'stay with its kind of clothing did not hold'],
    [{}, 'That they vary held'],
    [{ sampleChange: 0.01 }, 'That they vary did not hold'],
  ])('with %j is right', (found, sentence) => {
    expect(conditionalVerdict(groupsThat({ ...good, ...found })).join(' ')).toContain(sentence)
  })
})

describe('the verdict on interpolation', () => {
  const good = {
    ...{ switchChange: 0.06, unusedSwitchChange: 0.0001, stepChange: 0.008, discreteChange: 0.15 },
    ...{ continuousChange: 0.06, switchedPerPair: 4.5, sharedPerPair: 1.5 },
  }

  it.each([
    [{}, 'move it smoothly held: the switch of one spike moves a pixel by 0.060 on average'],
    [{}, 'Spikes of latents that are not in use switch 0.0001.'],
    [{ switchChange: 0.01 }, 'move it smoothly did not hold'],
    [{ switchChange: undefined }, 'did not hold: between the images compared no latent in use is switched'],
  ])('with %j is right', (found, sentence) => {
    expect(interpolationVerdict(groupsThat({ ...good, ...found })).join(' ')).toContain(sentence)
  })
})
