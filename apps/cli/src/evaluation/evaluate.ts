import type { DataSet } from '@vsc/data'
import { computeScores, type Metric, metricContext, type Score } from '@vsc/inference'
import type { TermSummary } from '@vsc/metrics'
import { evaluate, evaluationBatch, examplesFor, type OpenRun, openRun, splitOf } from '../run/open-run.js'
import type { ExampleOptions, RunOptions } from '../run/options.js'
import { note, print, type Terminal, warn } from '../terminal.js'
import { chosenMetrics } from './chosen-metrics.js'
import { type EvaluationReport, evaluationTable } from './evaluation-table.js'
import { likelihoodInWords } from './likelihood-in-words.js'

export interface EvaluateOptions extends RunOptions, ExampleOptions {
  /** L of the importance-weighted bound; none where undefined. */
  readonly samples?: number
  /** The names of the only metrics that are asked for; all where undefined. */
  readonly metrics?: readonly string[]
  readonly json?: boolean
}

/** `vsc evaluate` */
export async function evaluateRun(directory: string, options: EvaluateOptions, terminal: Terminal): Promise<void> {
  const run = await openRun(directory, options, terminal)
  const metrics = chosenMetrics(run.lab.metrics, options.metrics)
  const data = await examplesFor(run, options, terminal)
  const report = await reportOn(run, data, options, terminal, metrics)
  for (const { name, needs } of metrics) {
    if (options.metrics === undefined || name in report.terms || name in report.scores) continue
    warn(terminal, `there is no ${name} of this model on these data: it needs ${needs.join(', ')}`)
  }
  print(terminal, options, { json: report, text: evaluationTable(report, metrics) })
}

/** Training examples that classifiers learn from. */
const trainCount = 5000

/** Every metric whose needs the model and the data meet; what else the model evaluates too, unless metrics are named. */
export async function reportOn(
  run: OpenRun,
  data: DataSet,
  options: EvaluateOptions,
  terminal: Terminal,
  metrics: readonly Metric[] = run.lab.metrics,
): Promise<EvaluationReport> {
  const { samples, seed } = options
  const evaluation = await evaluate(run, data, seed)
  if (samples !== undefined) note(terminal, `drawing ${samples} codes for each example`)
  const context = metricContext({
    ...evaluationBatch(run, data),
    seed,
    evaluation,
    training: () => examplesFor(run, { ...options, split: 'train', count: trainCount }, terminal),
    ...(samples !== undefined && { bound: { samples } }),
  })
  const computed = Object.entries(await computeScores({ metrics, context })) as [string, Score][]
  const isTerm = (entry: [string, Score]): entry is [string, TermSummary] => typeof entry[1] === 'object'
  return {
    model: run.model.name,
    title: run.family.title,
    latentDim: run.model.latentDim,
    iteration: run.iteration,
    data: { name: data.name, split: splitOf(data), count: data.count },
    likelihood: likelihoodInWords(run.model.config),
    terms: { ...(options.metrics === undefined && evaluation.terms), ...Object.fromEntries(computed.filter(isTerm)) },
    scores: Object.fromEntries(computed.flatMap(([name, score]) => (typeof score === 'number' ? [[name, score]] : []))),
  }
}
