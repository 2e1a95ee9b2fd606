import { describe, expect, it } from 'vitest'
import { groupsOf } from '../study/groups.js'
import type { EvaluatedRun } from './evaluated-run.js'
import type { CelebAMetrics } from './findings.js'
import { overfittingOf, verdictOn } from './verdict.js'

const metrics: Partial<CelebAMetrics> = {
  elbo: 1400.2,
  trainElbo: 1490,
  reconstructionError: 0.15,
  trainReconstructionError: 0.12,
  latentsInUse: 30,
  varyingLatents: 20,
  alwaysOnLatents: 10,
  onPerImage: 15,
  sampleChange: 0.06,
  unconditionalChange: 0.11,
  changeAcrossFaces: 0.1,
}

/** A run of which only what the verdict looks at is there. */
function runThat(found: Partial<CelebAMetrics> = {}, latentDim = 100): EvaluatedRun {
  return {
    run: { id: '', model: 'vsc', data: '', latentDim, seed: 1, swept: {} },
    findings: { metrics: { ...metrics, ...found } },
  } as unknown as EvaluatedRun
}

const verdictOf = (...runs: EvaluatedRun[]) => verdictOn(groupsOf(runs))

describe('verdictOn', () => {
  it('says on what grounds each claim held', () => {
    expect(verdictOf(runThat())).toEqual([
      'That a face is made of few of 100 latents held: 30 are in use, of which a face has 15 on.',
      'That they are others from face to face held: 20 are on in some faces and off in others, 10 always on.',
      'That a face’s spikes alone tell of it held: samples that keep them are 60% as far from its reconstruction as that of another face is, samples with spikes of their own 110%.',
    ])
  })

  it('says where a claim did not hold, as of a model that uses nothing', () => {
    const nothing = { latentsInUse: 0, varyingLatents: 0, alwaysOnLatents: 0, onPerImage: 0, sampleChange: 0.11 }
    for (const sentence of verdictOf(runThat(nothing))) expect(sentence).toContain('did not hold')
    expect(verdictOf(runThat({ varyingLatents: 0 }))[2]).toContain('did not hold')
    expect(verdictOf(runThat({ latentsInUse: 18, onPerImage: 17 }, 18))[0]).toContain('did not hold')
  })

  it('names the model where there are several', () => {
    expect(verdictOf(runThat(), runThat({}, 300))[3]).toMatch(
      /^VSC, J = 300: That a face is made of few of 300 latents/,
    )
  })
})

describe('overfittingOf', () => {
  it('holds test faces beside those trained on', () => {
    expect(overfittingOf(groupsOf([runThat()]))).toEqual([
      'VSC, J = 100: reconstructions are off by 0.150 of the range of intensities (root mean square) for test faces and by 0.120 for faces trained on; the ELBO is 1400 nats per image for test faces and 1490 for faces trained on.',
    ])
  })
})
