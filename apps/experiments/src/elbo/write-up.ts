import { type Figure, report, type Section, type Tile } from '@vsc/figures'
import { models } from '@vsc/models'
import { settingsInWords } from '../config/settings-in-words.js'
import type { ConclusionContext } from '../experiment.js'
import { likelihoodOf } from '../study/evaluated-run.js'
import { groupsOf, medianRun } from '../study/groups.js'
import { settingOf } from '../study/planned-runs.js'
import { valuesOf } from '../study/result-tables.js'
import { decimals, deviation, mean } from '../study/spread.js'
import { ofTrained } from '../study/study-config.js'
import { trainingConfigOf } from '../study/training.js'
import { trainingFigure } from '../study/training-figure.js'
import { bestOf, comparisonOf } from './comparison.js'
import type { ElboConfig } from './config.js'
import { modelOf } from './curves.js'
import type { DataDescription } from './data.js'
import { elboFigure, type FigureOptions, termsFigure } from './figures.js'
import type { ElboMetrics, EvaluatedRun } from './findings.js'
import { sweptKeyOf } from './grid.js'
import { pointTable, runTable } from './tables.js'

/** The runs of one data set. */
export interface EvaluatedOn extends DataDescription {
  readonly runs: readonly EvaluatedRun[]
}

interface WriteUpOptions extends Pick<ConclusionContext, 'environment'> {
  readonly config: ElboConfig
  readonly evaluated: readonly EvaluatedOn[]
}

interface Shown extends EvaluatedOn, FigureOptions {}

/** The figures, the report, and what was found in a sentence or a few. */
export async function writeUp({ config, evaluated, environment }: WriteUpOptions) {
  const all = evaluated.map(
    (one): Shown => ({
      ...one,
      groups: groupsOf(one.runs),
      likelihood: likelihoodsOf(one.runs),
    }),
  )
  const { claims, details } = comparisonOf(all)
  const sections: Section[] = [
    { heading: 'Beside figure 1 of the paper', paragraphs: [describeTraining(config, all), ...details] },
  ]
  for (const one of all) sections.push(await sectionOn(one))
  sections.push(
    {
      heading: 'Every point',
      paragraphs: [describeNumbers(config)],
      tables: all.map((one) => pointTable(one, one.likelihood)),
    },
    { heading: 'Training', figures: [await trainingFigure(all.flatMap(bestRuns))] },
    { heading: 'Every model', tables: all.map(runTable) },
  )
  const summary = claims.join(' ')
  return {
    verdict: [...claims, ...details].join(' '),
    figures: sections.flatMap(({ figures = [] }): readonly Figure[] => figures),
    report: report({
      title: 'The ELBO of variational sparse coding',
      summary,
      tiles: all.flatMap(tilesOn),
      sections,
      settings: settingsInWords(ofTrained(config)),
      environment,
    }),
  }
}

async function sectionOn(one: Shown): Promise<Section> {
  const figures = [await elboFigure(one, 'swept'), await elboFigure(one, 'latentDim'), await termsFigure(one)]
  return { heading: one.fullTitle, figures: figures.filter((figure) => figure !== undefined) }
}

/** One where all models have it alike, as they should. */
const likelihoodsOf = (runs: readonly EvaluatedRun[]) => [...new Set(runs.map(likelihoodOf))].join('; ')

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

const modelsOf = (groups: Shown['groups']) => [...new Set(groups.map(modelOf))]

/** The highest ELBO of every model. */
function tilesOn({ title, groups, likelihood }: Shown): Tile[] {
  return modelsOf(groups).map((model) => {
    const { runs } = bestOf(groups, model)!
    const elbos = valuesOf<ElboMetrics>(runs, 'elbo')
    return {
      label: `Highest ELBO, ${models[model].title}, ${title}`,
      value: decimals(1, mean(elbos)),
      note: `± ${deviation(elbos).toFixed(1)} nats over ${elbos.length} seeds; ${likelihood}`,
    }
  })
}

function describeTraining(config: ElboConfig, all: readonly Shown[]): string {
  const sizes = all.map(
    ({ fullTitle, trainCount, testCount }) =>
      `${fullTitle}, ${thousands(trainCount)} and ${thousands(testCount)} examples`,
  )
  const [{ run }] = all[0]!.runs as readonly [EvaluatedRun]
  const { iterations, batchSize } = trainingConfigOf(config, run)
  return `Trained and tested on ${sizes.join('; ')}: ${thousands(iterations)} iterations of ${batchSize} with H = ${config[run.model].hiddenDim} (preset ${config.preset}), ${config.seeds.length} seeds. The paper’s models were trained for 70,000 iterations of 500 with H = 3000, five seeds each. ${describeCross(config)}An ELBO of a Gaussian likelihood moves with the variance floor, and can be compared with others of the same floor alone; the authors’ program has 1e-6, at which the black pixels of Fashion-MNIST are worth most of the ELBO.`
}

/** Which points of the grid were left out. */
function describeCross(config: ElboConfig): string {
  const { sweepAt } = config
  if (sweepAt === undefined) return ''
  const settings = config.models.flatMap((model) => {
    const key = sweptKeyOf(config, model)
    return key === undefined ? [] : [`${key} = ${settingOf(config, model, key)}`]
  })
  return `Swept at J = ${sweepAt.join(', ')}; J is varied at ${settings.join(' and ')}. `
}

const thousands = (count: number): string => count.toLocaleString('en')

function describeNumbers({ evaluation: { seed, bound } }: ElboConfig): string {
  return `Spikes are hard (noise of seed ${seed}). ELBO, log p(x|z) and KL are sums over observed dimensions and latents, means over test examples. VSC’s prior is chosen by x, so that its ELBO is not strictly a bound of log p(x): the ELBO (mixture), against the even mixture of its pseudo-inputs’ posteriors, is one, and the importance-weighted bound has the same prior (${bound.samples} samples of each of the first ${bound.exampleCount} test examples). A latent is in use where E[z|x] has a variance over examples of more than 0.01.`
}
