import { valuesOf } from '../study/result-tables.js'
import { held, percent, whole } from '../study/sentences.js'
import { mean } from '../study/spread.js'
import type { Group } from './evaluated-run.js'
import type { CelebAMetrics } from './findings.js'

/**
 * Samples that keep a face's spikes are said to stay with it where they are this much closer to it than others. Spikes that are the
 * same for every face tell nothing, however close samples from the component of the prior where its code lies are.
 */
const closer = 0.9

/**
 * What was found beside what the paper says of faces, computed from the numbers: that few of many latents make a face, that they
 * are others from face to face, and that those which a face has on tell much of what it looks like.
 */
export function verdictOn(groups: readonly Group[]): string[] {
  return groups.flatMap(({ label, runs }) => {
    const of = (name: keyof CelebAMetrics) => mean(valuesOf(runs, name))
    const { latentDim } = runs[0].run
    const prefix = groups.length === 1 ? '' : `${label}: `
    const isSparse = of('latentsInUse') > 0 && of('onPerImage') < latentDim / 2
    const varies = of('varyingLatents') > 0
    const keeps = varies && of('sampleChange') <= closer * of('unconditionalChange')
    return [
      `${prefix}That a face is made of few of ${latentDim} latents ${held(isSparse)}: ${whole(of('latentsInUse'))} are in use, of which a face has ${whole(of('onPerImage'))} on.`,
      `That they are others from face to face ${held(varies)}: ${whole(of('varyingLatents'))} are on in some faces and off in others, ${whole(of('alwaysOnLatents'))} always on.`,
      `That a face’s spikes alone tell of it ${held(keeps)}: samples that keep them are ${percent(of('sampleChange') / of('changeAcrossFaces'))} as far from its reconstruction as that of another face is, samples with spikes of their own ${percent(of('unconditionalChange') / of('changeAcrossFaces'))}.`,
    ]
  })
}

/** How much better a model knows the faces that it was trained on. */
export function overfittingOf(groups: readonly Group[]): string[] {
  return groups.map(({ label, runs }) => {
    const of = (name: keyof CelebAMetrics) => mean(valuesOf(runs, name))
    const [seen, unseen] = [of('trainReconstructionError'), of('reconstructionError')].map((error) => error.toFixed(3))
    const [known, unknown] = [of('trainElbo'), of('elbo')].map((elbo) => elbo.toFixed(0).replace('-', '−'))
    return `${label}: reconstructions are off by ${unseen} of the range of intensities (root mean square) for test faces and by ${seen} for faces trained on; the ELBO is ${unknown} nats per image for test faces and ${known} for faces trained on.`
  })
}
