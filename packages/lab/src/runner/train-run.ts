import { join } from 'node:path'
import type { DataSet } from '@vsc/data'
import type { Engine } from '@vsc/engine'
import { type Checkpoint, type ProgressListener, TrainingError, type TrainingResult } from '@vsc/training'
import { readMetrics, readNewestIntact, readStatus, train } from '@vsc/training/node'
import { LabError } from '../errors.js'
import type { PlannedRun, TrainedRun } from '../experiment/experiment.js'
import type { Lab } from '../lab.js'
import { modelOf, type RunConfiguration } from '../run-config/run-configuration.js'
import { batchRemark, fittedTraining } from '../run-config/small-data.js'

export interface TrainRunOptions {
  readonly lab: Lab
  readonly configuration: RunConfiguration
  readonly data: DataSet
  readonly engine: Engine
  /** The run's own folder; what an earlier attempt left there is continued. */
  readonly directory: string
  /** The iteration after which it pauses, as if interrupted there; it is trained to its end by default. */
  readonly until?: number | undefined
  readonly signal: AbortSignal
  readonly onProgress: ProgressListener
  readonly onWarning: (message: string) => void
}

/** Trains one model into its folder, from where an earlier attempt stopped, if there was one. */
export async function trainRun({
  lab,
  configuration,
  until = Number.POSITIVE_INFINITY,
  ...options
}: TrainRunOptions): Promise<TrainingResult['state']> {
  const { data, directory, signal, onWarning } = options
  const model = modelOf(lab, configuration.model, data)
  const config = fittedTraining(configuration.training, data)
  if (config !== configuration.training) onWarning(batchRemark(configuration.training, data))
  if (Number.isFinite(until) && ((await newestIn(directory, () => {}))?.iteration ?? 0) >= until) return 'interrupted'
  const pause = new AbortController()
  const { state } = await train({
    ...options,
    model,
    config,
    resume: true,
    signal: AbortSignal.any([signal, pause.signal]),
    onStep: ({ iteration }) => iteration >= until && pause.abort(),
  })
  return state
}

type Listener = (message: string) => void

/**
 * Whether the model in this folder was trained to its end, and is there to be read.
 *
 * @param onWarning called with a warning for each damaged file
 */
export async function isTrained(directory: string, onWarning: Listener): Promise<boolean> {
  const status = await readStatus(join(directory, 'status.json'), { onWarning })
  if (status?.state !== 'done' && status?.state !== 'stopped-early') return false
  return (await newestIn(directory, onWarning))?.iteration === status.iteration
}

/** The newest checkpoint that is whole; undefined where there is none. */
export async function newestIn(directory: string, onWarning: Listener): Promise<Checkpoint | undefined> {
  const found = await readNewestIntact(join(directory, 'checkpoints'), { onWarning }).catch((error: unknown) => {
    if (!(error instanceof TrainingError && error.code === 'CHECKPOINT_DAMAGED')) throw error
    onWarning(error.message)
  })
  return found?.checkpoint
}

/** The model that was trained into this folder. */
export async function readTrainedRun(
  lab: Lab,
  run: PlannedRun,
  directory: string,
  onWarning: Listener,
): Promise<TrainedRun> {
  const newest = await newestIn(directory, onWarning)
  const status = await readStatus(join(directory, 'status.json'), { onWarning })
  if (newest === undefined || status === undefined) {
    throw new LabError('RUN_FAILED', `${directory} holds no trained model: its checkpoints or status are missing`)
  }
  const { state, iteration, run: trained } = newest
  const { dataDim } = trained.model.config as { readonly dataDim: number }
  return {
    run,
    model: modelOf(lab, run.configuration.model, { dim: dataDim, count: trained.data.count }),
    parameters: state.parameters,
    metrics: await readMetrics(join(directory, 'metrics.jsonl'), { onWarning }),
    seconds: status.seconds,
    stepsPerSecond: iteration / status.seconds,
  }
}
