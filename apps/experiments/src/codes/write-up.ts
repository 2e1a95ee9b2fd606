import type { LabelledDataSet } from '@vsc/data'
import { report, type Section, type Tile } from '@vsc/figures'
import { settingsInWords } from '../config/settings-in-words.js'
import type { ConclusionContext } from '../experiment.js'
import { groupsOf, medianRun } from '../study/groups.js'
import { drawEach, reconstructionsOf } from '../study/image-figures.js'
import { percent } from '../study/sentences.js'
import { ofTrained } from '../study/study-config.js'
import { trainingFigure } from '../study/training-figure.js'
import type { Accuracy } from './accuracy.js'
import { comparisonOf } from './comparison.js'
import type { CodesConfig } from './config.js'
import { accuracyFigure, useFigure } from './figures.js'
import { type Curve, curvesOf, type EvaluatedRun, latentDimOf, meanOf } from './groups.js'
import { publishedFor } from './published.js'
import { comparisonTable, resultTables } from './tables.js'

interface WriteUpOptions extends ConclusionContext {
  readonly config: CodesConfig
  readonly runs: readonly EvaluatedRun[]
  readonly test: LabelledDataSet
  /** On the images themselves. */
  readonly pixels: Accuracy
}

/** The figures, the report, and what was found in a sentence or a few. */
export async function writeUp(options: WriteUpOptions) {
  const { config, runs, test, pixels, engine, environment } = options
  const { labelCount, neighbours } = config.classifier
  const groups = groupsOf(runs)
  const curves = curvesOf(runs)
  const shown = groups.map((group) => ({
    label: group.label,
    one: medianRun(group, ({ findings }) => findings.metrics.linearAccuracy),
  }))
  const { claims, courses } = comparisonOf(curves)
  const about = `Classifiers saw ${labelCount.toLocaleString('en')} labels, and for the code of an image one z drawn from q(z|x), or the expected one, E[z|x].`
  const summary = [...claims, about].join(' ')

  const sections: Section[] = [
    {
      heading: 'What few labels make of the codes',
      paragraphs: [
        describeClassifiers(options),
        `Shares of test images that they are right about. ${courses.join(' ')}`,
      ],
      figures: [await accuracyFigure({ curves, labelCount, neighbours, pixels })],
      tables: [comparisonTable(curves, pixels, labelCount)],
    },
    { heading: 'How many latents say anything', figures: [await useFigure(curves)] },
    {
      heading: 'Reconstructions',
      figures: await drawEach(shown, ({ one, label }) => reconstructionsOf({ one, label, test, engine })),
    },
    { heading: 'Training', figures: [await trainingFigure(shown)] },
    { heading: 'Every number', paragraphs: [describeNumbers(config)], tables: resultTables(groups) },
  ]
  return {
    verdict: [summary, ...courses].join(' '),
    figures: sections.flatMap(({ figures = [] }) => figures),
    report: report({
      title: 'What few labels make of the codes of Fashion-MNIST',
      summary,
      tiles: curves.flatMap(tilesOf),
      sections,
      settings: settingsInWords(ofTrained(config)),
      environment,
    }),
  }
}

/** The accuracy at the smallest and at the largest J. */
function tilesOf({ name, groups }: Curve): Tile[] {
  return [...new Set([groups[0], groups.at(-1)!])].map((group) => {
    const latentDim = latentDimOf(group)
    const published = publishedFor(name).find((point) => point.latentDim === latentDim)
    const beside = published === undefined ? '' : `; published ${percent(published.accuracy, 1)}`
    const value = percent(meanOf(group, 'linearAccuracyOfMean'), 1)
    return { label: `${name}, linear, E[z|x]`, value, note: `J = ${latentDim}${beside}` }
  })
}

function describeClassifiers({ config: { data, classifier }, test }: WriteUpOptions): string {
  const { labelCount, neighbours } = classifier
  const [images, labels, tests] = [data.trainCount ?? 60_000, labelCount, test.count].map((n) => n.toLocaleString('en'))
  return `Models are trained on ${images} images of clothing without their labels. Then a logistic regression, and the vote of the ${neighbours} nearest neighbours, learn the ten classes from the codes of the first ${labels} of these images, and are judged on those of ${tests} test images. The code of an image is one z drawn from q(z|x), with hard spikes; or the expected one, E[z|x], which is γμ for VSC and μ for a VAE. What tells them apart is the noise: the less a latent says, the more of it there is in z, and none in E[z|x].`
}

const describeNumbers = ({ evaluation, classifier }: CodesConfig): string =>
  `Codes z and the ELBO with hard spikes (noise of seed ${evaluation.seed}). ELBO, log p(x|z) and KL are in nats per image, summed over pixels and latents. The logistic regression has a penalty of ${classifier.penalty} / 2 |W|², in the codes’ own units; distances of neighbours are Euclidean, in the same units.`
