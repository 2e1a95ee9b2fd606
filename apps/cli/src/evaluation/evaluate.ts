import type { DataSet } from '@vsc/data'
import type { TermSummary } from '@vsc/metrics'
import { activeUnits, meanSpikeProbability } from '@vsc/metrics'
import { type Evaluation, importanceWeightedBound, likeliestCodes, models, reconstructionError } from '@vsc/models'
import { labelsOf } from '../codes/encode.js'
import { evaluate, evaluationBatch, examplesFor, type OpenRun, openRun, splitOf } from '../run/open-run.js'
import type { ExampleOptions, RunOptions } from '../run/options.js'
import { note, print, type Terminal } from '../terminal.js'
import { classAccuracies } from './class-accuracies.js'
import { evaluationTable } from './evaluation-table.js'
import { factorScores } from './factor-scores.js'
import { factorsOf } from './factors.js'
import { withKlParts } from './kl-parts.js'
import { likelihoodInWords } from './likelihood-in-words.js'

export interface EvaluateOptions extends RunOptions, ExampleOptions {
  /** L of the importance-weighted bound; none where undefined. */
  readonly samples?: number
  readonly json?: boolean
}

/** What is known of a trained model, in the order in which it is printed. */
export interface EvaluationReport {
  readonly model: string
  readonly title: string
  readonly latentDim: number
  readonly iteration: number
  readonly data: { readonly name: string; readonly split: string; readonly count: number }
  /** Every ELBO moves with these: the likelihood, and where it is Gaussian what its variance is above. */
  readonly likelihood: string
  /** Means over examples, with their standard errors. */
  readonly terms: Readonly<Record<string, TermSummary>>
  readonly scores: Readonly<Record<string, number>>
}

/** `vsc evaluate` */
export async function evaluateRun(directory: string, options: EvaluateOptions, terminal: Terminal): Promise<void> {
  const run = await openRun(directory, options, terminal)
  const data = await examplesFor(run, options, terminal)
  const report = await reportOn(run, data, options, terminal)
  print(terminal, options, { json: report, text: evaluationTable(report) })
}

export async function reportOn(
  run: OpenRun,
  data: DataSet,
  options: EvaluateOptions,
  terminal: Terminal,
): Promise<EvaluationReport> {
  const { samples, seed } = options
  const evaluation = await evaluate(run, data, seed)
  if (samples !== undefined) note(terminal, `drawing ${samples} codes for each example`)
  const bound =
    samples === undefined ? undefined : await importanceWeightedBound({ ...evaluationBatch(run, data), samples, seed })
  return {
    model: run.model.name,
    title: models[run.name].title,
    latentDim: run.model.latentDim,
    iteration: run.iteration,
    data: { name: data.name, split: splitOf(data), count: data.count },
    likelihood: likelihoodInWords(run.model.config),
    terms: { ...withKlParts(evaluation), ...(bound && { [`importanceWeightedBound${samples}`]: bound }) },
    scores: await scoresOf(run, data, evaluation, options, terminal),
  }
}

async function scoresOf(
  run: OpenRun,
  data: DataSet,
  evaluation: Evaluation,
  options: EvaluateOptions,
  terminal: Terminal,
) {
  const labels = labelsOf(data)
  const factors = factorsOf(data)
  const { gammas, codes } = evaluation
  return {
    activeUnits: activeUnits(evaluation.posteriorMeans).length,
    ...(gammas && { meanSpikeProbability: meanSpikeProbability(gammas).mean }),
    reconstructionError: await reconstructionError({ ...run, data, codes }),
    ...(labels && (await classAccuracies(run, { codes: likeliestCodes(evaluation), labels }, options, terminal))),
    ...(factors && factorScores(factors, { codes, means: evaluation.posteriorMeans }).scores),
  }
}
