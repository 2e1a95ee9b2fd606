import { type PausedRun, partition, type Rung } from '@vsc/lab'
import { pointKey } from './results.js'
import type { Sweep } from './sweep-schema.js'

/**
 * Successive halving (Jamieson and Talwalkar 2016): after each of these iterations the best points go on, those of more than one seed by
 * their mean. Of equals, the first. What has no such number, since it blew up or its model has no such term, is worst.
 */
export function rungsOf({ stop }: Pick<Sweep, 'stop'>): Rung[] {
  if (stop === undefined) return []
  const { after, keep, by, better } = stop
  const sign = better === 'lower' ? 1 : -1
  return [...after]
    .sort((a, b) => a - b)
    .map((iteration) => ({
      after: iteration,
      survivors(paused) {
        const points = [...partition(paused, ({ run }) => pointKey(run)).values()]
        const scored = points.map((runs) => ({ runs, score: sign * scoreOf(runs, by) }))
        const kept = scored.sort((a, b) => compare(a.score, b.score)).slice(0, Math.ceil(keep * points.length))
        return kept.flatMap(({ runs }) => runs.map(({ run }) => run))
      },
    }))
}

function scoreOf(runs: readonly PausedRun[], by: string): number {
  const values = runs.map(({ metrics }) => {
    const last = metrics.at(-1)
    return (by === 'loss' ? last?.loss : last?.terms[by]) ?? Number.NaN
  })
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** The lower first, what is no number last. */
const compare = (a: number, b: number) => Number(Number.isNaN(a)) - Number(Number.isNaN(b)) || a - b || 0
