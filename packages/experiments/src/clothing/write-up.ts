import {
  everyNumber,
  groupsOf,
  metricClaims,
  modelSections,
  type PublishedConfig,
  publishedTrainCounts,
  trainingInWords,
  typicalRuns,
  type WriteUpOptions,
  type WrittenUp,
} from '@vsc/lab'
import type { Clothing, ClothingMetrics, Findings, FoundRun, Question } from './question.js'
import { sharedColumns } from './shared-metrics.js'

interface WriteUp<F extends Findings> extends WriteUpOptions<PublishedConfig, Clothing, FoundRun<F>> {
  readonly question: Question<F>
}

/** What was found of the claims of a question, its own sections, and those that all three questions have. */
export async function writeUp<F extends Findings>(options: WriteUp<F>): Promise<WrittenUp> {
  const { question, runs, engine } = options
  const { test } = options.subject
  const groups = groupsOf(runs)
  const shown = typicalRuns(groups, ({ findings }) => findings.metrics.elbo)
  return {
    title: question.title,
    claims: metricClaims<ClothingMetrics<F>>({
      groups,
      columns: [...question.columns, ...sharedColumns],
      claims: question.claims,
    }),
    sections: [
      ...(await question.sections({ shown, test, engine })),
      ...(await modelSections({ shown, test, engine, inUse: ({ use }) => use.inUse })),
      {
        heading: 'Every number',
        paragraphs: [describeTraining(options), describeNumbers(options)],
        tables: everyNumber<ClothingMetrics<F>, FoundRun<F>>(groups, [
          { caption: 'What this experiment is about.', columns: question.columns },
          { caption: 'Latents; likelihood, in nats per image; training.', columns: sharedColumns },
        ]),
      },
    ],
  }
}

function describeTraining<F extends Findings>({ config, runs, subject: { test } }: WriteUp<F>): string {
  const images = (config.data.trainCount ?? publishedTrainCounts['fashion-mnist']).toLocaleString('en')
  return `Trained on ${images} images of Fashion-MNIST without their labels, ${trainingInWords(config, runs)}; every number is over ${test.count.toLocaleString('en')} test images. The paper’s model was trained for 70,000 iterations of 500, with H = 3000 and alpha = 0.01.`
}

const describeNumbers = <F extends Findings>({ question, config }: WriteUp<F>): string =>
  `Spikes are hard (noise of seed ${config.evaluation.seed}). A latent is in use where E[z] = γμ has a variance over images of more than 0.01; it varies where γ has a standard deviation over images of at least 0.05. ELBO, log p(x|z) and KL are in nats per image, summed over pixels and latents; the ELBO (mixture) is that against the even mixture of the pseudo-inputs’ posteriors as prior. ${question.about}`
