import { join } from 'node:path'
import { readMetrics } from '@vsc/training/node'
import type { PausedRun, PlannedRun } from '../experiment/experiment.js'
import { runFolder } from './experiment-folder.js'
import type { Failure, Pool, TrainingStage } from './pool.js'

interface Climb {
  readonly pool: Pool
  readonly stage: TrainingStage
}

/**
 * Trains all runs from rung to rung of the plan, and those that survive the last one to their ends: successive halving (Jamieson and
 * Talwalkar 2016) where each rung keeps half. A run that pauses and goes on ends with the bits of one left alone. Runs that are trained
 * already are judged as well.
 */
export async function trainUpRungs({ pool, stage }: Climb): Promise<{ failures: Failure[]; stopped: PausedRun[] }> {
  const { plan, folder, signal, announce } = stage
  const failures: Failure[] = []
  const stopped: PausedRun[] = []
  const isLeft = (run: PlannedRun) => ![...failures, ...stopped].some((one) => one.run === run)
  for (const { after, survivors } of plan.rungs ?? []) {
    failures.push(...(await pool.train({ ...stage, runs: stage.runs.filter(isLeft), until: after })))
    if (signal.aborted) return { failures, stopped }
    const paused = await Promise.all(
      plan.runs.filter(isLeft).map(async (run): Promise<PausedRun> => {
        const points = await readMetrics(join(runFolder(folder, run), 'metrics.jsonl'), { onWarning: announce })
        return { run, metrics: points.filter(({ iteration }) => iteration <= after) }
      }),
    )
    const kept = survivors(paused)
    const worse = paused.filter(({ run }) => !kept.includes(run))
    stopped.push(...worse)
    announce(`after ${after} iterations ${kept.length} of ${paused.length} models go on`)
  }
  failures.push(...(await pool.train({ ...stage, runs: stage.runs.filter(isLeft) })))
  return { failures, stopped }
}
