import { resolve } from 'node:path'
import type { DataSet } from '@vsc/data'
import { createEngine, type Engine } from '@vsc/engine'
import { decodeCodes, type Evaluation, evaluateModel } from '@vsc/inference'
import { dataSettingsOfRun, isDrawn, type Lab, readTrainedModel, type TrainedModel } from '@vsc/lab'
import type { Matrix } from '@vsc/metrics'
import { loadForTesting } from '../data/load.js'
import { badInput } from '../errors.js'
import { labOf } from '../lab.js'
import { note, type Terminal, warn } from '../terminal.js'
import type { ExampleOptions, RunOptions } from './options.js'

/** A trained model, and an engine to run it on. */
export interface OpenRun extends TrainedModel {
  readonly lab: Lab
  readonly directory: string
  readonly engine: Engine
}

export async function openRun(
  directory: string,
  { checkpoint, engine, ...own }: RunOptions,
  terminal: Terminal,
): Promise<OpenRun> {
  const lab = await labOf(own, terminal)
  const onWarning = (message: string) => warn(terminal, message)
  const trained = await readTrainedModel(directory, { lab, checkpoint, onWarning })
  return { ...trained, lab, directory, engine: await createEngine({ name: engine }) }
}

/** The examples that a trained model is shown: prepared as those that it was trained on. */
export async function examplesFor(
  { lab, run, model }: OpenRun,
  { data: name, split, count }: ExampleOptions,
  terminal: Terminal,
): Promise<DataSet> {
  const { preparation = 'none', count: _, split: __, ...own } = dataSettingsOfRun(lab, run)
  const settings = name === undefined || name === own.name || resolve(name) === own.name ? own : { name }
  const shown = count ?? (isDrawn(lab, settings.name) ? 4000 : undefined)
  const data = await loadForTesting({ ...settings, preparation, split, count: shown }, lab, terminal)
  if (data.dim !== model.dataDim) {
    throw badInput(`the model takes examples of ${model.dataDim} numbers, those of ${data.name} have ${data.dim}`)
  }
  note(terminal, `${data.count} examples of ${data.name} (${splitOf(data)})`)
  return data
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
