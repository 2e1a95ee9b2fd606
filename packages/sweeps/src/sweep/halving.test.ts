import type { PausedRun, PlannedRun } from '@vsc/lab'
import { expect, it } from 'vitest'
import { rungsOf } from './halving.js'
import { sweepSchema } from './sweep-schema.js'

const paused = (beta: number, seed: number, loss: number | undefined): PausedRun => ({
  run: { model: 'a', latentDim: 3, swept: { beta }, seed, id: `${beta}-${seed}` } as unknown as PlannedRun,
  metrics:
    loss === undefined ? [] : ([{ iteration: 10, loss, terms: { elbo: -loss } }] as unknown as PausedRun['metrics']),
})

const rungs = (stop: unknown) => rungsOf(sweepSchema.parse({ name: 'a', searches: [{}], stop }))
const kept = (stop: unknown, runs: readonly PausedRun[]) =>
  rungs(stop)[0]!
    .survivors(runs)
    .map(({ id }) => id)

it('lets the better half of the points go on, by the mean over their seeds', () => {
  const runs = [paused(1, 1, 5), paused(1, 2, 5), paused(2, 1, 1), paused(2, 2, 20), paused(3, 1, 4), paused(3, 2, 4)]
  expect(kept({ after: [10] }, runs)).toEqual(['3-1', '3-2', '1-1', '1-2'])
  expect(kept({ after: [10], keep: 0.3 }, runs)).toEqual(['3-1', '3-2'])
  expect(kept({ after: [10], keep: 0.3, by: 'elbo', better: 'higher' }, runs)).toEqual(['3-1', '3-2'])
})

it('takes what has no number for the worst, and keeps the first of equals', () => {
  expect(kept({ after: [10] }, [paused(1, 1, undefined), paused(2, 1, 7), paused(3, 1, 7)])).toEqual(['2-1', '3-1'])
  expect(kept({ after: [10], keep: 0.1 }, [paused(1, 1, Number.NaN), paused(2, 1, 7), paused(3, 1, 7)])).toEqual([
    '2-1',
  ])
  expect(kept({ after: [10], by: 'no such term' }, [paused(1, 1, 1), paused(2, 1, 2)])).toEqual(['1-1'])
})

it('has its rungs in order, and none where nothing is said', () => {
  expect(rungs({ after: [30, 10] }).map(({ after }) => after)).toEqual([10, 30])
  expect(rungs(undefined)).toEqual([])
})
