import { join } from 'node:path'
import type { DataSet } from '@vsc/data'
import type { Engine } from '@vsc/engine'
import { listCheckpoints, type ProgressListener, readCheckpoint, readMetrics, readStatus, train } from '@vsc/training'
import { ExperimentError } from '../errors.js'
import type { Plan, PlannedRun, TrainedRun } from '../experiment.js'

export interface TrainRunOptions {
  readonly plan: Plan
  readonly run: PlannedRun
  readonly data: DataSet
  readonly engine: Engine
  /** The run's own folder; what an earlier attempt left there is continued. */
  readonly directory: string
  readonly signal: AbortSignal
  readonly onProgress: ProgressListener
  readonly onWarning: (message: string) => void
}

/** Trains one model into its folder, from where an earlier attempt stopped, if there was one. */
export async function trainRun({ plan, run, ...options }: TrainRunOptions): Promise<'done' | 'interrupted'> {
  const [model, config] = [plan.modelOf(run, options.data), plan.trainingOf(run)]
  const { state } = await train({ ...options, model, config, resume: true })
  return state
}

/** Whether the model in this folder was trained to its end. */
export async function isTrained(directory: string): Promise<boolean> {
  return (await readStatus(join(directory, 'status.json')))?.state === 'done'
}

/** The model that was trained into this folder. */
export async function readTrainedRun(plan: Plan, run: PlannedRun, directory: string): Promise<TrainedRun> {
  const newest = (await listCheckpoints(join(directory, 'checkpoints'))).at(-1)
  const status = await readStatus(join(directory, 'status.json'))
  if (newest === undefined || status === undefined) {
    throw new ExperimentError(
      'RUN_FAILED',
      `${directory} holds no trained model: its checkpoints or status are missing`,
    )
  }
  const { state, iteration, run: trained } = await readCheckpoint(newest.path)
  const { dataDim } = trained.model.config as { readonly dataDim: number }
  return {
    run,
    model: plan.modelOf(run, { dim: dataDim, count: trained.data.count }),
    parameters: state.parameters,
    metrics: await readMetrics(join(directory, 'metrics.jsonl')),
    seconds: status.seconds,
    stepsPerSecond: iteration / status.seconds,
  }
}
