import { type ChildProcess, fork } from 'node:child_process'
import { extname } from 'node:path'
import { type TrainingProgress, terminalProgress } from '@vsc/training'
import { ExperimentError, messageOf } from '../errors.js'
import type { PlannedRun } from '../experiment.js'
import { runFolder } from './experiment-folder.js'
import type { FromTrainer, ToTrainer } from './train-child.js'
import type { Failure, TrainingStage } from './train-one-by-one.js'

/**
 * Trains several models at a time, each in a process of its own with one thread: the cores are better used so than by all
 * threads on one model after the other. One that fails does not keep the others from being trained.
 */
export async function trainSideBySide({
  jobs,
  ...stage
}: TrainingStage & { readonly jobs: number }): Promise<Failure[]> {
  const { runs, signal, announce } = stage
  const failures: Failure[] = []
  const waiting = [...runs]
  const onProgress = totalProgress(stage)
  const worker = async () => {
    for (let run = waiting.shift(); run !== undefined && !signal.aborted; run = waiting.shift()) {
      const { id } = run
      try {
        await trainInChild(run, stage, (progress) => onProgress(id, progress))
      } catch (error) {
        announce(`${id} failed: ${messageOf(error)}`)
        failures.push({ run, error })
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(jobs, runs.length) }, worker))
  return failures
}

function trainInChild(
  run: PlannedRun,
  { plan, folder, signal, announce }: TrainingStage,
  onProgress: (progress: TrainingProgress) => void,
): Promise<void> {
  const child = fork(new URL(`./train-child${extname(import.meta.url)}`, import.meta.url))
  const tell = (message: ToTrainer) => child.connected && child.send(message)
  const interrupt = () => tell({ kind: 'interrupt' })
  signal.addEventListener('abort', interrupt)
  tell({ kind: 'train', config: plan.config, id: run.id, directory: runFolder(folder, run) })
  return ended(child, (message) => {
    if (message.kind === 'progress') onProgress(message.progress)
    else if (message.kind === 'warning') announce(`${run.id}: ${message.message}`)
  }).finally(() => signal.removeEventListener('abort', interrupt))
}

/** Settles as the child says its training ended, or when it dies without a word. */
function ended(child: ChildProcess, listen: (message: FromTrainer) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    let end: FromTrainer | undefined
    child.on('message', (message: FromTrainer) => {
      if (message.kind === 'ended' || message.kind === 'failed') end = message
      else listen(message)
    })
    child.on('error', reject)
    child.on('exit', (code, signal) => {
      if (end?.kind === 'ended') return resolve()
      const reason = end?.kind === 'failed' ? end.message : `its process died (${signal ?? `exit code ${code}`})`
      reject(new ExperimentError('RUN_FAILED', reason))
    })
  })
}

/** One bar for all models together. */
function totalProgress({ plan, runs }: TrainingStage): (id: string, progress: TrainingProgress) => void {
  const show = terminalProgress({ label: `training ${runs.length} models` })
  const iterations = runs.reduce((sum, run) => sum + plan.trainingOf(run).iterations, 0)
  const latest = new Map<string, TrainingProgress>()
  return (id, progress) => {
    latest.set(id, progress)
    const all = [...latest.values()]
    const iteration = all.reduce((sum, one) => sum + one.iteration, 0)
    const stepsPerSecond = all.reduce((sum, one) => sum + (one.state === 'running' ? one.stepsPerSecond : 0), 0)
    const over = all.length === runs.length && all.every((one) => one.state !== 'running')
    show({ state: over ? progress.state : 'running', iteration, iterations, stepsPerSecond, latest: undefined })
  }
}
