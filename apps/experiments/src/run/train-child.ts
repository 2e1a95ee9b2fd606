import { createEngine } from '@vsc/engine'
import type { TrainingProgress } from '@vsc/training'
import type { ExperimentKeys } from '../config/experiment-keys.js'
import { resolvePlan } from '../config/resolve.js'
import { messageOf } from '../errors.js'
import { trainRun } from './train-run.js'

// The process of one model among several that train side by side; it does as the process that started it says.

export type ToTrainer =
  | { readonly kind: 'train'; readonly config: ExperimentKeys; readonly id: string; readonly directory: string }
  | { readonly kind: 'interrupt' }

export type FromTrainer =
  | { readonly kind: 'progress'; readonly progress: TrainingProgress }
  | { readonly kind: 'warning'; readonly message: string }
  | { readonly kind: 'ended' }
  | { readonly kind: 'failed'; readonly message: string }

const interruption = new AbortController()

process.on('SIGINT', () => {}) // Ctrl-C reaches every process of a terminal: what it means is the parent's to say
process.on('disconnect', () => process.exit(1)) // nobody is left to train for
process.on('message', (message: ToTrainer) => {
  if (message.kind === 'interrupt') interruption.abort()
  else trainAndReport(message)
})

async function trainAndReport(order: Extract<ToTrainer, { kind: 'train' }>): Promise<void> {
  const outcome = await trainAsOrdered(order).then(
    (): FromTrainer => ({ kind: 'ended' }),
    (error: unknown): FromTrainer => ({ kind: 'failed', message: messageOf(error) }),
  )
  process.send?.(outcome, () => process.exit())
}

async function trainAsOrdered({ config, id, directory }: Extract<ToTrainer, { kind: 'train' }>): Promise<void> {
  const plan = resolvePlan({ file: config })
  const run = plan.runs.find((candidate) => candidate.id === id)!
  const engine = await createEngine({ name: plan.config.engine, threads: 1, spinning: false })
  await trainRun({
    plan,
    run,
    data: await plan.trainingData(run, { signal: interruption.signal }),
    engine,
    directory,
    signal: interruption.signal,
    onProgress: atMostEvery(200, (progress) => tell({ kind: 'progress', progress })),
    onWarning: (message) => tell({ kind: 'warning', message }),
  })
}

const tell = (message: FromTrainer) => process.send?.(message)

/** Lets through the ends of runs, and of what comes between them no more than one in so many milliseconds. */
function atMostEvery(milliseconds: number, listen: (progress: TrainingProgress) => void) {
  let next = 0
  return (progress: TrainingProgress) => {
    if (progress.state === 'running' && performance.now() < next) return
    next = performance.now() + milliseconds
    listen(progress)
  }
}
