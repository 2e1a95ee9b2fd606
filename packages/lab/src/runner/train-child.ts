import { createEngine } from '@vsc/engine'
import type { TrainingProgress } from '@vsc/training'
import { createLab } from '../define-lab.js'
import { messageOf } from '../errors.js'
import { readLabFile } from '../lab-file.js'
import type { RunConfiguration } from '../run-config/run-configuration.js'
import { trainRun } from './train-run.js'
import { loadTrainingData } from './training-data.js'

// One of the processes in which models are trained side by side: one model after the other, as the process that started it says.

export type ToTrainer =
  /** Train this. The lab's file and the engine are the same for all models of a process. */
  | {
      readonly kind: 'train'
      readonly configuration: RunConfiguration
      readonly directory: string
      readonly labFile: string | undefined
    }
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

async function openWorkshop({ configuration, labFile }: TrainOrder) {
  const lab = createLab(labFile === undefined ? [] : [await readLabFile(labFile)])
  const engine = await createEngine({ name: configuration.engine, threads: 1, spinning: false })
  return { lab, engine, dataOf: loadTrainingData({ lab, signal }) }
}

async function trainAsOrdered(order: TrainOrder): Promise<void> {
  workshop ??= openWorkshop(order)
  const { lab, engine, dataOf } = await workshop
  const { configuration, directory } = order
  await trainRun({
    lab,
    configuration,
    data: await dataOf(configuration),
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
