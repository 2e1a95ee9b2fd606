import type { TrainingProgress } from '@vsc/training'
import { terminalProgress } from '@vsc/training/node'
import type { TrainingStage } from './pool.js'

/** One bar for all models that are trained at a time. */
export function totalProgress({
  runs,
  until = Number.POSITIVE_INFINITY,
}: Pick<TrainingStage, 'runs' | 'until'>): (id: string, progress: TrainingProgress) => void {
  const show = terminalProgress({ label: `training ${runs.length} models` })
  const iterations = runs.reduce((sum, run) => sum + Math.min(until, run.configuration.training.iterations), 0)
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
