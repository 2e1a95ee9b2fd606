import {
  comparisonRule,
  everyNumber,
  groupsOf,
  modelSections,
  typicalRuns,
  type WriteUpOptions,
  type WrittenUp,
} from '@vsc/lab'
import { accuracyOf, pixelsOf } from './accuracy.js'
import { claimsOf } from './claims.js'
import type { CodesConfig } from './config.js'
import { accuracyFigure, useFigure } from './figures.js'
import type { CodesMetrics, Labelled } from './findings.js'
import { curvesOf, type EvaluatedRun } from './groups.js'
import { accuracyColumns, comparisonTable, likelihoodColumns, useColumns } from './tables.js'

type WriteUp = WriteUpOptions<CodesConfig, Labelled, EvaluatedRun>

/** What was found of the claims, and the sections of the report. */
export async function writeUp(options: WriteUp): Promise<WrittenUp> {
  const { config, runs, engine } = options
  const { labelled, test } = options.subject
  const { labelCount, neighbours } = config.classifier
  const pixels = accuracyOf({ train: pixelsOf(labelled), test: pixelsOf(test) }, config.classifier)
  const groups = groupsOf(runs)
  const curves = curvesOf(runs)
  const shown = typicalRuns(groups, ({ findings }) => findings.metrics.linearAccuracy)
  return {
    title: 'What few labels make of the codes of Fashion-MNIST',
    claims: claimsOf(curves, labelCount),
    sections: [
      {
        heading: 'What few labels make of the codes',
        paragraphs: [describeClassifiers(options), comparisonRule],
        figures: [await accuracyFigure({ curves, labelCount, neighbours, pixels })],
        tables: [comparisonTable(curves, pixels, labelCount)],
      },
      { heading: 'How many latents say anything', figures: [await useFigure(curves)] },
      ...(await modelSections({ shown, test, engine })),
      {
        heading: 'Every number',
        paragraphs: [describeNumbers(config)],
        tables: everyNumber<CodesMetrics, EvaluatedRun>(groups, [
          { caption: 'Accuracy, from 0 to 1, and latents.', columns: [...accuracyColumns, ...useColumns] },
          { caption: 'Likelihood, in nats per image; training.', columns: likelihoodColumns },
        ]),
      },
    ],
  }
}

function describeClassifiers({ config: { data, classifier }, subject: { test } }: WriteUp): string {
  const { labelCount, neighbours } = classifier
  const [images, labels, tests] = [data.trainCount ?? 60_000, labelCount, test.count].map((n) => n.toLocaleString('en'))
  return `Models are trained on ${images} images of clothing without their labels. Then a logistic regression, and the vote of the ${neighbours} nearest neighbours, learn the ten classes from the codes of the first ${labels} of these images, and are judged on those of ${tests} test images. The code of an image is one z drawn from q(z|x), with hard spikes; or the expected one, E[z|x], which is γμ for VSC and μ for a VAE. What tells them apart is the noise: the less a latent says, the more of it there is in z, and none in E[z|x].`
}

const describeNumbers = ({ evaluation, classifier }: CodesConfig): string =>
  `Codes z and the ELBO with hard spikes (noise of seed ${evaluation.seed}). ELBO, log p(x|z) and KL are in nats per image, summed over pixels and latents. The logistic regression has a penalty of ${classifier.penalty} / 2 |W|², in the codes’ own units; distances of neighbours are Euclidean, in the same units.`
