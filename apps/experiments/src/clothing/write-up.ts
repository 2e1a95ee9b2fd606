import type { LabelledDataSet } from '@vsc/data'
import { type Figure, report, type Section, type Tile } from '@vsc/figures'
import { alphaInWords, settingsInWords } from '../config/settings-in-words.js'
import type { ConclusionContext } from '../experiment.js'
import { likelihoodOf } from '../study/evaluated-run.js'
import { groupsOf, medianRun } from '../study/groups.js'
import { drawEach, reconstructionsOf, usedTraversalsOf } from '../study/image-figures.js'
import { resultTable, spreadTable, valuesOf } from '../study/result-tables.js'
import { decimals, mean } from '../study/spread.js'
import { ofTrained } from '../study/study-config.js'
import { trainingConfigOf } from '../study/training.js'
import { trainingFigure } from '../study/training-figure.js'
import type { ClothingConfig } from './config.js'
import type { Findings, Found, FoundRun, Question } from './question.js'
import { sharedColumns } from './shared-metrics.js'

interface WriteUpOptions<F extends Findings> extends ConclusionContext {
  readonly question: Question<F>
  readonly config: ClothingConfig
  readonly runs: readonly FoundRun<F>[]
  readonly test: LabelledDataSet
}

/** The figures, the report, and what was found in a sentence or a few. */
export async function writeUp<F extends Findings>(options: WriteUpOptions<F>) {
  const { question, config, runs, test, engine, environment } = options
  const groups = groupsOf(runs)
  const shown = groups.map((group) => ({
    label: group.label,
    one: medianRun(group, ({ findings }) => findings.metrics.elbo),
  }))
  const { claims, tiles, sections: own } = await question.answer({ groups, shown, test, engine })
  const sections: Section[] = [
    ...own,
    {
      heading: 'Reconstructions',
      figures: await drawEach(shown, ({ one, label }) => reconstructionsOf({ one, label, test, engine })),
    },
    {
      heading: 'What the latents do',
      figures: await drawEach(shown, ({ one, label }) =>
        usedTraversalsOf({ one, label, test, engine, inUse: one.use.inUse }),
      ),
    },
    { heading: 'Training', figures: [await trainingFigure(shown)] },
    {
      heading: 'Every number',
      paragraphs: [describeTraining(options), describeNumbers(options)],
      tables: tablesOf({ question, groups }),
    },
  ]
  const summary = claims.join(' ')
  return {
    verdict: summary,
    figures: sections.flatMap(({ figures = [] }): readonly Figure[] => figures),
    report: report({
      title: question.title,
      summary,
      tiles: [...tiles, ...sharedTiles(groups)],
      sections: sections.filter(({ figures = [], tables = [] }) => figures.length + tables.length > 0),
      settings: settingsInWords(ofTrained(config)),
      environment,
    }),
  }
}

function sharedTiles<F extends Findings>(groups: Found<F>['groups']): Tile[] {
  const { runs } = groups[0]!
  const of = (name: 'latentsInUse' | 'varyingLatents' | 'elbo') => mean(valuesOf(runs, name))
  const inUse = { label: 'Latents in use', value: decimals(1, of('latentsInUse')) }
  return [
    { ...inUse, note: `of ${runs[0].run.latentDim}; ${decimals(1, of('varyingLatents'))} vary with the image` },
    { label: 'ELBO', value: decimals(1, of('elbo')), note: `nats per image; ${likelihoodOf(runs[0])}` },
  ]
}

function tablesOf<F extends Findings>({ question, groups }: Pick<Found<F>, 'groups'> & { question: Question<F> }) {
  const isSpread = groups.some(({ runs }) => runs.length > 1)
  const likelihood = {
    titles: ['likelihood', 'minutes', 'steps/s'],
    values: (one: FoundRun<F>) => [likelihoodOf(one), decimals(1, one.seconds / 60), decimals(1, one.stepsPerSecond)],
  }
  const spread = 'Mean ± standard deviation over seeds.'
  return [
    resultTable({ caption: 'What this experiment is about.', groups, columns: question.columns }),
    resultTable({
      caption: 'Latents; likelihood, in nats per image; training.',
      groups,
      columns: sharedColumns,
      more: likelihood,
    }),
    ...(isSpread
      ? [
          spreadTable({ caption: spread, groups, columns: question.columns }),
          spreadTable({ caption: spread, groups, columns: sharedColumns }),
        ]
      : []),
  ]
}

function describeTraining<F extends Findings>({ config, runs, test }: WriteUpOptions<F>): string {
  const [{ run }] = runs as readonly [FoundRun<F>]
  const { iterations, batchSize } = trainingConfigOf(config, run)
  const images = (config.data.trainCount ?? 60_000).toLocaleString('en')
  return `Trained on ${images} images of Fashion-MNIST without their labels, ${iterations.toLocaleString('en')} iterations of ${batchSize} (preset ${config.preset}, H = ${config.vsc.hiddenDim}, ${alphaInWords(config.vsc)}); every number is over ${test.count.toLocaleString('en')} test images. The paper’s model was trained for 70,000 iterations of 500, with H = 3000 and alpha = 0.01.`
}

const describeNumbers = <F extends Findings>({ question, config }: WriteUpOptions<F>): string =>
  `Spikes are hard (noise of seed ${config.evaluation.seed}). A latent is in use where E[z] = γμ has a variance over images of more than 0.01; it varies where γ has a standard deviation over images of at least 0.05. ELBO, log p(x|z) and KL are in nats per image, summed over pixels and latents; the ELBO (mixture) is that against the even mixture of the pseudo-inputs’ posteriors as prior. ${question.about}`
