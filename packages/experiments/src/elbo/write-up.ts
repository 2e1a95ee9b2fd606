import type { Section } from '@vsc/figures'
import {
  everyNumber,
  groupsOf,
  likelihoodOf,
  medianRun,
  trainingFigure,
  trainingInWords,
  type WriteUpOptions,
  type WrittenUp,
} from '@vsc/lab'
import { claimsOf, rule } from './claims.js'
import { columns } from './columns.js'
import type { ElboConfig } from './config.js'
import { bestOf, modelsOf } from './curves.js'
import { type DataDescription, describeData, type TestSets } from './data.js'
import { elboFigure, type FigureOptions, termsFigure } from './figures.js'
import type { ElboMetrics, EvaluatedRun } from './findings.js'

type WriteUp = WriteUpOptions<ElboConfig, TestSets, EvaluatedRun>

interface Shown extends DataDescription, FigureOptions {
  readonly runs: readonly EvaluatedRun[]
}

/** What was found of the claims, and the sections of the report. */
export async function writeUp({ config, runs, subject }: WriteUp): Promise<WrittenUp> {
  const all = config.data.sets.map((set): Shown => {
    const own = runs.filter(({ run }) => run.data === set)
    return {
      ...describeData(config, set, subject.get(set)!),
      runs: own,
      groups: groupsOf(own),
      // One where all models have it alike, as they should.
      likelihood: [...new Set(own.map(likelihoodOf))].join('; '),
    }
  })
  const sections: Section[] = [
    { heading: 'Beside figure 1 of the paper', paragraphs: [describeTraining(config, all), rule] },
  ]
  for (const one of all) sections.push(await sectionOn(one))
  sections.push(
    { heading: 'Training', figures: [await trainingFigure(all.flatMap(bestRuns))] },
    {
      heading: 'Every number',
      paragraphs: [describeNumbers(config)],
      tables: all.flatMap(({ fullTitle, likelihood, groups }) =>
        everyNumber<ElboMetrics, EvaluatedRun>(groups, [
          { caption: `${fullTitle}, ${likelihood}: in nats per test example.`, columns },
        ]),
      ),
    },
  )
  return { title: 'The ELBO of variational sparse coding', claims: claimsOf(all), sections }
}

async function sectionOn(one: Shown): Promise<Section> {
  const figures = [await elboFigure(one, 'swept'), await elboFigure(one, 'latentDim'), await termsFigure(one)]
  return { heading: one.fullTitle, figures: figures.filter((figure) => figure !== undefined) }
}

/** Of every model the run of median ELBO at its best point. */
function bestRuns({ title, groups }: Shown) {
  return modelsOf(groups).map((model) => {
    const best = bestOf(groups, model)!
    return {
      label: `${title}: ${best.label}`,
      one: medianRun(best, ({ findings }) => findings.metrics.elbo),
    }
  })
}

function describeTraining(config: ElboConfig, all: readonly Shown[]): string {
  const sizes = all.map(
    ({ fullTitle, trainCount, testCount }) =>
      `${fullTitle}, ${thousands(trainCount)} and ${thousands(testCount)} examples`,
  )
  return `Trained and tested on ${sizes.join('; ')}: ${trainingInWords(config, all[0]!.runs)}. The paper’s models were trained for 70,000 iterations of 500 with H = 3000, five seeds each. An ELBO of a Gaussian likelihood moves with the variance floor, and can be compared with others of the same floor alone; the authors’ program has 1e-6, at which the black pixels of Fashion-MNIST are worth most of the ELBO.`
}

const thousands = (count: number): string => count.toLocaleString('en')

function describeNumbers({ evaluation: { seed, bound } }: ElboConfig): string {
  return `Spikes are hard (noise of seed ${seed}). ELBO, log p(x|z) and KL are sums over observed dimensions and latents, means over test examples. VSC’s prior is chosen by x, so that its ELBO is not strictly a bound of log p(x): the bound, against the even mixture of its pseudo-inputs’ posteriors, is one, and the importance-weighted bound has the same prior (${bound.samples} samples of each of the first ${bound.exampleCount} test examples). A latent is in use where E[z|x] has a variance over examples of more than 0.01.`
}
