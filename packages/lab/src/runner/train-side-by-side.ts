import { type TrainingProgress, terminalProgress } from '@vsc/training'
import { messageOf } from '../errors.js'
import type { Failure, TrainingStage } from './train-one-by-one.js'
import { startTrainer, type TrainerProcess } from './trainer-process.js'

/**
 * Trains several models at a time, in as many processes with one thread each: the cores are better used so than by all
 * threads on one model after the other. One that fails does not keep the others from being trained, and takes its process
 * with it.
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
    let trainer: TrainerProcess | undefined
    for (let run = waiting.shift(); run !== undefined && !signal.aborted; run = waiting.shift()) {
      const { id } = run
      trainer ??= startTrainer(stage)
      try {
        await trainer.train(run, (progress) => onProgress(id, progress))
      } catch (error) {
        if (signal.aborted) break // such as the loading of data
        announce(`${id} failed: ${messageOf(error)}`)
        failures.push({ run, error })
        trainer.stop()
        trainer = undefined
      }
    }
    trainer?.stop()
  }
  await Promise.all(Array.from({ length: Math.min(jobs, runs.length) }, worker))
  return failures
}

/** One bar for all models together. */
function totalProgress({ runs }: TrainingStage): (id: string, progress: TrainingProgress) => void {
  const show = terminalProgress({ label: `training ${runs.length} models` })
  const iterations = runs.reduce((sum, run) => sum + run.configuration.training.iterations, 0)
  const latest = new Map<string, TrainingProgress>()
  const begun = performance.now()
  let before = 0 // what resumed models had behind them
  return (id, progress) => {
    if (!latest.has(id)) before += progress.iteration
    latest.set(id, progress)
    const all = [...latest.values()]
    const iteration = all.reduce((sum, one) => sum + one.iteration, 0)
    const over = all.length === runs.length && all.every((one) => one.state !== 'running')
    const stepsPerSecond = over
      ? (1000 * (iteration - before)) / (performance.now() - begun)
      : all.reduce((sum, one) => sum + (one.state === 'running' ? one.stepsPerSecond : 0), 0)
    show({ state: over ? progress.state : 'running', iteration, iterations, stepsPerSecond, latest: undefined })
  }
}
