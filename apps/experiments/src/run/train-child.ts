import { createEngine } from '@vsc/engine'
import type { TrainingProgress } from '@vsc/training'
import type { ExperimentKeys } from '../config/experiment-keys.js'
import { resolvePlan } from '../config/resolve.js'
import { messageOf } from '../errors.js'
import { trainRun } from './train-run.js'
import { loadTrainingData } from './training-data.js'

// One of the processes in which models are trained side by side: one model after the other, as the process that started it says.

export type ToTrainer =
  /** Train this model of the plan that the configuration makes, the same one for all models of a process. */
  | { readonly kind: 'train'; readonly config: ExperimentKeys; readonly id: string; readonly directory: string }
  | { readonly kind: 'interrupt' }

type TrainOrder = Extract<ToTrainer, { kind: 'train' }>

export type FromTrainer =
  | { readonly kind: 'progress'; readonly progress: TrainingProgress }
  | { readonly kind: 'warning'; readonly message: string }
  | { readonly kind: 'ended' }
  | { readonly kind: 'failed'; readonly message: string }

const interruption = new AbortController()
const { signal } = interruption

// Ctrl-C, a terminal that is closed and a signal to the group reach every process: what they mean is the parent's to say.
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => {})

let training = false
process.on('disconnect', () => {
  // Nothing is left to train, or the parent was told twice to stop. Otherwise it died: what was trained so far is saved first.
  if (!training || signal.aborted) process.exit()
  interruption.abort()
})
process.on('message', (message: ToTrainer) => {
  if (message.kind === 'interrupt') interruption.abort()
  else trainAndReport(message)
})

async function trainAndReport(order: TrainOrder): Promise<void> {
  training = true
  await trainAsOrdered(order).then(
    () => tell({ kind: 'ended' }),
    (error: unknown) => tell({ kind: 'failed', message: messageOf(error) }),
  )
  training = false
  if (!process.connected) process.exit()
}

/** What all models of this process share. */
let workshop: ReturnType<typeof openWorkshop> | undefined

async function openWorkshop(config: ExperimentKeys) {
  const plan = resolvePlan({ file: config })
  const engine = await createEngine({ name: plan.config.engine, threads: 1, spinning: false })
  return { plan, engine, dataOf: loadTrainingData(plan, { signal }) }
}

async function trainAsOrdered({ config, id, directory }: TrainOrder): Promise<void> {
  workshop ??= openWorkshop(config)
  const { plan, engine, dataOf } = await workshop
  const run = plan.runs.find((candidate) => candidate.id === id)!
  await trainRun({
    plan,
    run,
    data: await dataOf(run),
    engine,
    directory,
    signal,
    onProgress: atMostEvery(200, (progress) => tell({ kind: 'progress', progress })),
    onWarning: (message) => tell({ kind: 'warning', message }),
  })
}

const tell = (message: FromTrainer) => process.connected && process.send?.(message, () => {}) // the parent may be gone

/** Lets through the ends of runs, and of what comes between them no more than one in so many milliseconds. */
function atMostEvery(milliseconds: number, listen: (progress: TrainingProgress) => void) {
  let next = 0
  return (progress: TrainingProgress) => {
    if (progress.state === 'running' && performance.now() < next) return
    next = performance.now() + milliseconds
    listen(progress)
  }
}
