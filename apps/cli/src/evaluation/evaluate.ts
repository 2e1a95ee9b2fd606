import type { DataSet } from '@vsc/data'
import { computeScores, type Metric, metricContext, type Score, withCautions } from '@vsc/inference'
import { loadRunExamples, type RunExamples } from '@vsc/lab'
import type { TermSummary } from '@vsc/metrics'
import { fetchOptions } from '../data/load.js'
import { evaluate, evaluationBatch, examplesFor, type OpenRun, openRun, splitOf } from '../run/open-run.js'
import type { ExampleOptions, RunOptions } from '../run/options.js'
import { note, print, type Terminal, warn } from '../terminal.js'
import { chosenMetrics } from './chosen-metrics.js'
import { type EvaluationReport, evaluationTable, inExamples } from './evaluation-table.js'
import { likelihoodInWords } from './likelihood-in-words.js'

export interface EvaluateOptions extends RunOptions, ExampleOptions {
  /** L of the importance-weighted bound; none where undefined. */
  readonly samples?: number
  /** The names of the only metrics that are asked for; all where undefined. */
  readonly metrics?: readonly string[]
  readonly json?: boolean
}

/** `vsc evaluate` */
export async function evaluateRun(place: string, options: EvaluateOptions, terminal: Terminal): Promise<void> {
  const run = await openRun(place, options, terminal)
  const metrics = chosenMetrics(run.lab.metrics, options.metrics)
  const examples = await examplesFor(run, options, terminal)
  const report = await reportOn(run, examples, options, terminal, metrics)
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
  { data, seen }: RunExamples,
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
    training: () => examplesToLearnFrom(run, data, options, terminal),
    ...(isPartlySeen(seen) && { seen }),
    ...(samples !== undefined && { bound: { samples } }),
  })
  const { count } = data
  const { scores, cautions } = await withCautions({
    ...{ metrics, context, count, seed },
    scores: (await computeScores({ metrics, context })) as Readonly<Record<string, Score>>,
  })
  const computed = Object.entries(scores)
  const isTerm = (entry: [string, Score]): entry is [string, TermSummary] => typeof entry[1] === 'object'
  return {
    model: run.model.name,
    title: run.family.title,
    latentDim: run.model.latentDim,
    iteration: run.iteration,
    data: { name: data.name, split: splitOf(data), count },
    likelihood: likelihoodInWords(run.model.config),
    terms: { ...(options.metrics === undefined && evaluation.terms), ...Object.fromEntries(computed.filter(isTerm)) },
    scores: Object.fromEntries(computed.flatMap(([name, score]) => (typeof score === 'number' ? [[name, score]] : []))),
    cautions: [...(isLearnedFrom(seen, scores) ? [learnedFrom] : []), ...cautions],
  }
}

/**
 * Labelled examples for classifiers: the run's own training examples, if their classes are the same; else those that belong to the data
 * shown, if these have a training split beside. Examples without labels where there are none, and nothing is classified then.
 */
async function examplesToLearnFrom(
  run: OpenRun,
  data: RunExamples['data'],
  { data: name }: EvaluateOptions,
  terminal: Terminal,
): Promise<DataSet> {
  const { labels, classes, ...unlabelled } = data
  const isOwn = name === undefined || classes?.length === run.run.data.classes?.length
  if (!isOwn && splitOf(data) !== 'test') return unlabelled
  try {
    const asked = { split: 'train', count: trainCount, ...(!isOwn && { data: name }) } as const
    const learned = (await loadRunExamples({ ...run, ...asked, ...fetchOptions(terminal) })).data
    note(terminal, `classifiers learn from ${inExamples(learned.count)} of ${learned.name} (${splitOf(learned)})`)
    return learned
  } catch (error) {
    warn(terminal, `nothing is classified, for want of training examples: ${(error as Error).message}`)
    return unlabelled
  }
}

/** Only where some examples are training ones and some are not does it tell anything to take them apart. */
const isPartlySeen = (seen: Uint8Array | undefined): seen is Uint8Array =>
  seen?.includes(0) === true && seen.includes(1)

const isLearnedFrom = (seen: Uint8Array | undefined, scores: object): boolean =>
  seen?.includes(1) === true && Object.keys(scores).some((name) => /Accuracy/.test(name))

const learnedFrom = 'Accuracies count examples too that the classifiers learned from.'
