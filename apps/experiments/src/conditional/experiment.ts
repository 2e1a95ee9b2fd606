import { clothingExperiment } from '../clothing/experiment.js'
import type { Answer, Found } from '../clothing/question.js'
import { drawEach } from '../study/image-figures.js'
import { valuesOf } from '../study/result-tables.js'
import { decimals, mean } from '../study/spread.js'
import { samplesFigure } from './figures.js'
import {
  type ConditionalFindings,
  type ConditionalMetrics,
  findConditional,
  imagesPerClass,
  samplesPerImage,
} from './findings.js'
import { verdictOn } from './verdict.js'

/** The samples of figure 6 of Tonolini et al. 2019: are images with the same latents on of the same kind? */
export const conditional = clothingExperiment<ConditionalFindings>({
  name: 'conditional',
  description: 'samples that keep the spikes of an image of Fashion-MNIST (figure 6 of the paper)',
  title: 'Samples with the spikes of an image of clothing',
  columns: [
    { name: 'samplesKept', title: 'samples kept', decimals: 3 },
    { name: 'reconstructionsKept', title: 'reconstructions', decimals: 3 },
    { name: 'imagesKept', title: 'images', decimals: 3 },
    { name: 'unconditionalKept', title: 'unconditional', decimals: 3 },
    { name: 'sampleChange', title: 'sample change', decimals: 4 },
    { name: 'changeWithinClass', title: 'within a class', decimals: 4 },
    { name: 'changeAcrossClasses', title: 'across classes', decimals: 4 },
  ],
  about: `An image’s spikes are the latents with γ above 0.5. Of the prior, the even mixture of the pseudo-inputs’ posteriors, a component is drawn in proportion to how probable it makes these spikes, and from its slabs the values of the latents that are on: a sample of p(z) given the spikes. There are ${samplesPerImage} samples for each of at most ${imagesPerClass} test images of a class. Their class is judged by the 5 nearest of at most 5,000 training images, pixel by pixel. Changes are mean absolute differences of pixels.`,
  find: findConditional,
  answer: answerOf,
})

async function answerOf({ groups, shown, test }: Found<ConditionalFindings>): Promise<Answer> {
  const of = (name: keyof ConditionalMetrics) => mean(valuesOf(groups[0]!.runs, name))
  const share = (name: keyof ConditionalMetrics) => decimals(2, of(name))
  return {
    claims: verdictOn(groups),
    tiles: [
      {
        label: 'Samples of the image’s class',
        value: share('samplesKept'),
        note: `reconstructions ${share('reconstructionsKept')}, unconditional ${share('unconditionalKept')}`,
      },
      {
        label: 'Change a pixel',
        value: decimals(3, of('sampleChange')),
        note: `${decimals(3, of('changeWithinClass'))} between images of one class`,
      },
    ],
    sections: [
      {
        heading: 'Figure 6: samples that keep an image’s spikes',
        figures: await drawEach(shown, (one) => samplesFigure({ ...one, test })),
      },
    ],
  }
}
