import type { CelebADataSet } from '@vsc/data/node'
import {
  drawEach,
  everyNumber,
  groupsOf,
  metricClaims,
  modelSections,
  type PublishedConfig,
  spikeSamplesFigure,
  trainingInWords,
  typicalRuns,
  type WriteUpOptions,
  type WrittenUp,
} from '@vsc/lab'
import { claims } from './claims.js'
import { faceColumns, likelihoodColumns } from './columns.js'
import type { Faces } from './faces.js'
import { type CelebAMetrics, type EvaluatedRun, sampledFaces } from './findings.js'
import { publishedCounts, publishedTraining } from './published.js'

type WriteUp = WriteUpOptions<PublishedConfig, Faces, EvaluatedRun>

/** What was found of the claims, and the sections of the report. */
export async function writeUp({ config, runs, engine, subject: { train, test } }: WriteUp): Promise<WrittenUp> {
  const groups = groupsOf(runs)
  const shown = typicalRuns(groups, ({ findings }) => findings.metrics.elbo)
  return {
    title: 'Variational sparse coding of faces',
    claims: metricClaims<CelebAMetrics>({ groups, columns: faceColumns, claims }),
    sections: [
      { heading: 'Faces', paragraphs: [describeImages(train, test), describeTraining(config, runs), terms] },
      {
        heading: 'Samples that keep a face’s spikes',
        figures: await drawEach(shown, ({ one, label }) => samplesFigure(one, label, test)),
      },
      ...(await modelSections({ shown, test, engine, inUse: ({ findings }) => findings.use.inUse })),
      {
        heading: 'Every number',
        paragraphs: [describeNumbers(config)],
        tables: everyNumber<CelebAMetrics, EvaluatedRun>(groups, [
          { caption: 'Latents and faces.', columns: faceColumns },
          {
            caption: 'Likelihood, in nats per image, of test faces and of faces trained on; training.',
            columns: likelihoodColumns,
          },
        ]),
      },
    ],
  }
}

function samplesFigure(one: EvaluatedRun, label: string, test: CelebADataSet) {
  const { found } = one.findings
  return spikeSamplesFigure({
    ...{ one, test, found, rows: [...found.images.keys()], imageIs: 'face' },
    title: `Samples with the spikes of a face, ${label}`,
    caption:
      'The first test faces, framed; what one sampled code of each is decoded to; and samples in which the latents that this code has on, and no others, have new values, drawn from the slabs of the prior.',
  })
}

/** What whoever is shown the images should know. */
const terms =
  'The images are those of CelebA (Liu, Luo, Wang and Tang, 2015), which is for non-commercial research only. They may not be published, and nor may this report while it shows them.'

function describeImages(train: CelebADataSet, test: CelebADataSet): string {
  const [images, tests, allImages, allTests] = [
    train.count,
    test.count,
    publishedCounts.train,
    publishedCounts.test,
  ].map((count) => count.toLocaleString('en'))
  return train.count < publishedCounts.train
    ? `A sample: trained on ${images} of the ${allImages} training images of CelebA, and judged on ${tests} of its ${allTests} test images, of other people.`
    : `Trained on all ${images} training images of CelebA, and judged on ${tests} of its ${allTests} test images, of other people.`
}

function describeTraining(config: PublishedConfig, runs: readonly EvaluatedRun[]): string {
  const { iterations, batchSize, hiddenDim, latentDim } = publishedTraining
  return `Faces are cut out of the middle of the aligned images and scaled to 32 × 32 colours. Trained for ${trainingInWords(config, runs)}; the paper’s model for ${iterations.toLocaleString('en')} of ${batchSize}, H = ${hiddenDim} and J = ${latentDim}. Of faces the paper gives pictures and no numbers.`
}

const describeNumbers = ({ evaluation }: PublishedConfig): string =>
  `Spikes are hard (noise of seed ${evaluation.seed}). A latent is in use where E[z] = γμ has a variance over test faces of more than 0.01; it varies where γ has a standard deviation of at least 0.05. Errors are roots of mean squared differences of intensities from 0 to 1, of one sampled code each; changes are mean absolute differences from the reconstructions of the first ${sampledFaces} test faces, and between these. ELBO, log p(x|z) and KL are in nats per image, summed over the 3,072 intensities and over latents; those of faces trained on are over as many of them as there are test faces.`
