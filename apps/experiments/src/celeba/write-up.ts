import type { CelebADataSet } from '@vsc/data'
import { report, type Section, type Tile } from '@vsc/figures'
import { settingsInWords } from '../config/settings-in-words.js'
import type { ConclusionContext } from '../experiment.js'
import { likelihoodOf } from '../study/evaluated-run.js'
import { groupsOf, medianRun } from '../study/groups.js'
import { drawEach, reconstructionsOf, usedTraversalsOf } from '../study/image-figures.js'
import { valuesOf } from '../study/result-tables.js'
import { decimals, mean } from '../study/spread.js'
import { ofTrained } from '../study/study-config.js'
import { trainingConfigOf } from '../study/training.js'
import { trainingFigure } from '../study/training-figure.js'
import type { CelebAConfig } from './config.js'
import type { EvaluatedRun, Group } from './evaluated-run.js'
import { sampledFaces } from './findings.js'
import { publishedCounts, publishedTraining } from './published.js'
import { samplesFigure } from './samples-figure.js'
import { resultTables } from './tables.js'
import { overfittingOf, verdictOn } from './verdict.js'

interface WriteUpOptions extends ConclusionContext {
  readonly config: CelebAConfig
  readonly runs: readonly EvaluatedRun[]
  readonly train: CelebADataSet
  readonly test: CelebADataSet
}

/** The figures, the report, and what was found in a sentence or a few. */
export async function writeUp(options: WriteUpOptions) {
  const { config, runs, train, test, engine, environment } = options
  const groups = groupsOf(runs)
  const shown = groups.map((group) => ({
    label: group.label,
    one: medianRun(group, ({ findings }) => findings.metrics.elbo),
  }))
  const about = [describeImages(train, test), describeTraining(config, runs)]
  const verdict = verdictOn(groups)
  const sections: Section[] = [
    {
      heading: 'Reconstructions',
      paragraphs: [...about, ...overfittingOf(groups), terms],
      figures: await drawEach(shown, ({ one, label }) => reconstructionsOf({ one, label, test, engine })),
    },
    {
      heading: 'What the latents do',
      figures: await drawEach(shown, ({ one, label }) =>
        usedTraversalsOf({ one, label, test, engine, inUse: one.findings.use.inUse }),
      ),
    },
    {
      heading: 'Samples that keep a face’s spikes',
      figures: await drawEach(shown, ({ one, label }) => samplesFigure(one, label, test)),
    },
    { heading: 'Training', figures: [await trainingFigure(shown)] },
    { heading: 'Every number', paragraphs: [describeNumbers(config)], tables: resultTables(groups) },
  ]
  return {
    verdict: [...verdict, ...overfittingOf(groups), about[0]].join(' '),
    figures: sections.flatMap(({ figures = [] }) => figures),
    report: report({
      title: 'Variational sparse coding of faces',
      summary: [...verdict, about[0]].join(' '),
      tiles: tilesOf(groups[0]!, train),
      sections,
      settings: settingsInWords(ofTrained(config)),
      environment,
    }),
  }
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

function describeTraining(config: CelebAConfig, [one]: readonly EvaluatedRun[]): string {
  const { iterations, batchSize } = trainingConfigOf(config, one!.run)
  const { hiddenDim } = config.vsc
  const paper = publishedTraining
  return `Faces are cut out of the middle of the aligned images and scaled to 32 × 32 colours. Trained for ${iterations.toLocaleString('en')} iterations of ${batchSize} with H = ${hiddenDim} (preset ${config.preset}); the paper’s model for ${paper.iterations.toLocaleString('en')} of ${paper.batchSize} with H = ${paper.hiddenDim.toLocaleString('en')} and J = ${paper.latentDim}. Of faces the paper gives pictures and no numbers.`
}

const describeNumbers = ({ evaluation }: CelebAConfig): string =>
  `Spikes are hard (noise of seed ${evaluation.seed}). A latent is in use where E[z] = γμ has a variance over test faces of more than 0.01; it varies where γ has a standard deviation of at least 0.05. Errors are roots of mean squared differences of intensities from 0 to 1, of one sampled code each; changes are mean absolute differences from the reconstructions of the first ${sampledFaces} test faces, and between these. ELBO, log p(x|z) and KL are in nats per image, summed over the 3,072 intensities and over latents; those of faces trained on are over as many of them as there are test faces.`

function tilesOf({ runs }: Group, train: CelebADataSet): Tile[] {
  const of = (name: 'latentsInUse' | 'onPerImage' | 'elbo' | 'trainElbo' | 'reconstructionError') =>
    mean(valuesOf(runs, name))
  const error = mean(valuesOf(runs, 'trainReconstructionError')).toFixed(3)
  return [
    {
      label: 'Training images',
      value: train.count.toLocaleString('en'),
      note: `of ${publishedCounts.train.toLocaleString('en')}`,
    },
    { label: 'Latents in use', value: decimals(1, of('latentsInUse')), note: `of ${runs[0].run.latentDim}` },
    { label: 'On per face', value: decimals(1, of('onPerImage')), note: 'of those in use' },
    {
      label: 'Error',
      value: of('reconstructionError').toFixed(3),
      note: `root mean square; faces trained on ${error}`,
    },
    {
      label: 'ELBO',
      value: decimals(0, of('elbo')),
      note: `nats per image; faces trained on ${of('trainElbo').toFixed(0)}; ${likelihoodOf(runs[0])}`,
    },
  ]
}
