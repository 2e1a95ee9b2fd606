import { createEngine } from '@vsc/engine'
import type { TrainingProgress } from '@vsc/training'
import { createLab } from '../define-lab.js'
import { LabError, messageOf } from '../errors.js'
import { readLabFile } from '../lab-file.js'
import type { RunConfiguration } from '../run-config/run-configuration.js'
import type { TrainedWith } from '../store/saved-run.js'
import { runIdentity } from './run-identity.js'
import { trainRun } from './train-run.js'
import { trainedWithHere } from './trained-with.js'
import { loadTrainingData } from './training-data.js'

// One of the processes in which models are trained side by side: one model after the other, as the process that started it says.

export type ToTrainer =
  /** Train this. The lab's file and the engine are the same for all models of a process. */
  ({ readonly kind: 'train'; readonly labFile: string | undefined } & TrainingOrder) | { readonly kind: 'interrupt' }

/** What is to be trained, and where. */
export interface TrainingOrder {
  readonly configuration: RunConfiguration
  /** What an earlier attempt left there is gone on with. */
  readonly directory: string
  /** The iteration after which it pauses; none by default. */
  readonly until?: number | undefined
  /** What the run is known by where it was planned: where it is another here, since data or code differ, it is refused. */
  readonly identity?: string
}

type TrainMessage = Extract<ToTrainer, { kind: 'train' }>

export type FromTrainer =
  | { readonly kind: 'progress'; readonly progress: TrainingProgress }
  | { readonly kind: 'warning'; readonly message: string }
  | { readonly kind: 'ended'; readonly trainedWith: TrainedWith }
  | { readonly kind: 'failed'; readonly message: string; readonly code: string | undefined }

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

async function trainAndReport(order: TrainMessage): Promise<void> {
  training = true
  await trainAsOrdered(order).then(
    (trainedWith) => tell({ kind: 'ended', trainedWith }),
    (error: unknown) => tell({ kind: 'failed', message: messageOf(error), code: codeOf(error) }),
  )
  training = false
  if (!process.connected) process.exit()
}

/** What all models of this process share. */
let workshop: ReturnType<typeof openWorkshop> | undefined

async function openWorkshop({ configuration, labFile }: TrainMessage) {
  const lab = createLab(labFile === undefined ? [] : [await readLabFile(labFile)], { file: labFile })
  const engine = await createEngine({ name: configuration.engine, threads: 1, spinning: false })
  return { lab, engine, dataOf: loadTrainingData({ lab, signal }) }
}

async function trainAsOrdered(order: TrainMessage): Promise<TrainedWith> {
  workshop ??= openWorkshop(order)
  const { lab, engine, dataOf } = await workshop
  const { configuration, directory, until, identity } = order
  const data = await dataOf(configuration)
  if (identity !== undefined && identity !== (await runIdentity({ lab, configuration, data, engine }))) {
    throw new LabError(
      'OTHER_RUN',
      `on this machine it would be another run than the one that was planned: ${data.name} or the code of the model differs here`,
    )
  }
  await trainRun({
    lab,
    configuration,
    data,
    engine,
    directory,
    until,
    signal,
    onProgress: atMostEvery(200, (progress) => tell({ kind: 'progress', progress })),
    onWarning: (message) => tell({ kind: 'warning', message }),
  })
  return trainedWithHere(engine)
}

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined

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
