import type { DataSet } from '@vsc/data'
import { createEngine, type Engine } from '@vsc/engine'
import type { Matrix } from '@vsc/metrics'
import { decodeCodes, type Evaluation, evaluateModel, readTrainedModel, type TrainedModel } from '@vsc/models'
import { loadData, settingsOfRun } from '../data/load.js'
import { badInput } from '../errors.js'
import { note, type Terminal, warn } from '../terminal.js'
import type { ExampleOptions, RunOptions } from './options.js'

/** A trained model, and an engine to run it on. */
export interface OpenRun extends TrainedModel {
  readonly directory: string
  readonly engine: Engine
}

export async function openRun(
  directory: string,
  { checkpoint, engine }: RunOptions,
  terminal: Terminal,
): Promise<OpenRun> {
  const trained = await readTrainedModel(directory, { checkpoint, onWarning: (message) => warn(terminal, message) })
  return { ...trained, directory, engine: await createEngine({ name: engine }) }
}

/** The examples that a trained model is shown: prepared as those that it was trained on. */
export async function examplesFor(
  { run, model }: OpenRun,
  { data: name, split, count }: ExampleOptions,
  terminal: Terminal,
): Promise<DataSet> {
  const { preparation, ...own } = settingsOfRun(run)
  const sameData = name === undefined || name === own.name
  const asked = {
    ...(sameData ? own : { name }),
    split,
    count: count ?? (isSmiley(name ?? own.name) ? 4000 : undefined),
  }
  const data = await loadData({ ...asked, preparation })
  if (data.dim !== model.dataDim) {
    throw badInput(`the model takes examples of ${model.dataDim} numbers, those of ${data.name} have ${data.dim}`)
  }
  note(terminal, `${data.count} examples of ${data.name} (${split})`)
  return data
}

const isSmiley = (name: string): boolean => name === 'smiley'

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
