import type { LabelledDataSet } from '@vsc/data'
import { drawEach, spikeSamplesFigure } from '@vsc/lab'
import { clothingExperiment } from '../clothing/experiment.js'
import type { FoundRun } from '../clothing/question.js'
import { claims } from './claims.js'
import { type ConditionalFindings, findConditional, imagesPerClass, samplesPerImage } from './findings.js'

/** The samples of figure 6 of Tonolini et al. 2019: are images with the same latents on of the same kind? */
export const conditional = clothingExperiment<ConditionalFindings>({
  name: 'conditional',
  description: 'samples that keep the spikes of an image of Fashion-MNIST (figure 6 of the paper)',
  title: 'Samples with the spikes of an image of clothing',
  columns: [
    { name: 'samplesKeptKind', title: 'samples (kind)', decimals: 3 },
    { name: 'reconstructionsKeptKind', title: 'reconstructions (kind)', decimals: 3 },
    { name: 'imagesKeptKind', title: 'images (kind)', decimals: 3 },
    { name: 'unconditionalKeptKind', title: 'unconditional (kind)', decimals: 3 },
    { name: 'samplesKept', title: 'samples (class)', decimals: 3 },
    { name: 'reconstructionsKept', title: 'reconstructions (class)', decimals: 3 },
    { name: 'imagesKept', title: 'images (class)', decimals: 3 },
    { name: 'unconditionalKept', title: 'unconditional (class)', decimals: 3 },
    { name: 'sampleChange', title: 'change of samples', decimals: 4 },
    { name: 'changeWithinClass', title: 'change within a class', decimals: 4 },
    { name: 'changeAcrossClasses', title: 'change across classes', decimals: 4 },
  ],
  about: `An image’s spikes are the latents with γ above 0.5. Of the prior, the even mixture of the pseudo-inputs’ posteriors, a component is drawn in proportion to how probable it makes the image’s code, and from its slabs new values for the latents that are on. There are ${samplesPerImage} samples for each of at most ${imagesPerClass} test images of a class. Class and kind (tops, shoes, dresses, trousers, bags) are judged by the 5 nearest of at most 5,000 training images, pixel by pixel. Changes are mean absolute differences of pixels.`,
  claims,
  find: findConditional,
  sections: async ({ shown, test }) => [
    {
      heading: 'Figure 6: samples that keep an image’s spikes',
      figures: await drawEach(shown, (one) => samplesFigure({ ...one, test })),
    },
  ],
})

/** Figure 6's samples: of each class an image. */
function samplesFigure({
  one,
  label,
  test,
}: {
  one: FoundRun<ConditionalFindings>
  label: string
  test: LabelledDataSet
}) {
  const { found } = one.findings
  const labels = found.images.map((image) => test.labels[image]!)
  const rows = [...labels.keys()].filter((n) => labels.indexOf(labels[n]!) === n)
  return spikeSamplesFigure({
    ...{ one, test, found, rows, imageIs: 'image' },
    title: `Samples with the spikes of an image, ${label}`,
    caption:
      'The first test image of each class, framed; what it is decoded to; and samples in which the latents that it has on, and no others, have new values, drawn from the slabs of the prior.',
    rowLabels: rows.map((n) => test.classes[labels[n]!]!),
  })
}
