import type { DataSet } from '@vsc/data'
import { createEngine, type Engine } from '@vsc/engine'
import { decodeCodes, type Evaluation, evaluateModel } from '@vsc/inference'
import { type Lab, loadRunExamples, type RunExamples, readTrainedModel, type TrainedModel } from '@vsc/lab'
import type { Matrix } from '@vsc/metrics'
import { fetchOptions } from '../data/load.js'
import { inExamples } from '../evaluation/evaluation-table.js'
import { labOf } from '../lab.js'
import { note, type Terminal, warn } from '../terminal.js'
import type { ExampleOptions, RunOptions } from './options.js'

/** A trained model, and an engine to run it on. */
export interface OpenRun extends TrainedModel {
  readonly lab: Lab
  readonly engine: Engine
}

/** @param place a run's folder, or a file of a trained model */
export async function openRun(
  place: string,
  { checkpoint, engine, ...own }: RunOptions,
  terminal: Terminal,
): Promise<OpenRun> {
  const lab = await labOf(own, terminal)
  const onWarning = (message: string) => warn(terminal, message)
  const trained = await readTrainedModel(place, { lab, checkpoint, onWarning })
  return { ...trained, lab, engine: await createEngine({ name: engine }) }
}

/** The examples that a trained model is shown, read and prepared as those that it was trained on. */
export async function examplesFor(
  { lab, directory, run }: OpenRun,
  asked: ExampleOptions,
  terminal: Terminal,
): Promise<RunExamples> {
  const examples = await loadRunExamples({ ...asked, lab, directory, run, ...fetchOptions(terminal) })
  const { data, remarks, warnings } = examples
  for (const warning of warnings) warn(terminal, warning)
  for (const remark of remarks) note(terminal, remark)
  note(terminal, `${inExamples(data.count)} of ${data.name} (${splitOf(data)})`)
  return examples
}

export const splitOf = ({ provenance }: DataSet): string => String(provenance.split ?? 'train')

/** Examples that are encoded at a time. */
const batchSize = 500

export const evaluationBatch = ({ engine, model, parameters }: OpenRun, data: DataSet) => ({
  engine,
  model,
  parameters,
  data,
  batchSize,
})

/** What a trained model makes of examples. */
export const evaluate = (run: OpenRun, data: DataSet, seed: number): Promise<Evaluation> =>
  evaluateModel({ ...evaluationBatch(run, data), seed })

/** The mean of p(x|z) for every code, as float32: [n, M]. */
export const decode = ({ engine, model, parameters }: OpenRun, codes: Matrix): Promise<Float32Array> =>
  decodeCodes({ engine, model, parameters, codes: { ...codes, data: Float32Array.from(codes.data) } })
