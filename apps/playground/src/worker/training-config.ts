import { constant, type LatentModel, linear, piecewise, type Schedule } from '@vsc/core'
import type { TrainingConfigInput } from '@vsc/training'
import type { Settings } from '../settings.js'

/** More than anyone waits for: a run of the page ends when people end it. */
const iterations = 1_000_000

/** How the sliders' settings train a model: as in the short runs of `vsc train`, but that warm-ups have a length of their own. */
export const trainingConfig = (model: LatentModel, settings: Settings): TrainingConfigInput => ({
  seed: 1,
  iterations,
  batchSize: 32,
  learningRate: piecewise([0, settings.learningRate]),
  schedules: warmUps(model, settings),
  clipNorm: 50,
  logEvery: 50,
  checkpointEvery: iterations,
})

/** The schedules that a model asks for, by the length of the warm-up: the cost of the code rises first, that of spikes more slowly. */
function warmUps({ schedules }: LatentModel, { warmUp }: Settings): Record<string, Schedule> {
  const rising = (end: number) => linear({ from: 0, to: 1, start: 0, end })
  const all: Readonly<Record<string, Schedule>> = {
    lambda: constant(1),
    slope: linear({ from: 50, to: 200, start: 0, end: 4 * warmUp }),
    klWeight: rising(warmUp),
    sparsityWeight: rising(Math.round((5 / 3) * warmUp)),
  }
  return Object.fromEntries(Object.entries(all).filter(([name]) => schedules.includes(name)))
}

/** What a run goes on with from this iteration on, where sliders were moved; what was not moved stays, also where a file brought it. */
export function adjustedConfig(
  config: TrainingConfigInput,
  model: LatentModel,
  { before, after, iteration }: { readonly before: Settings; readonly after: Settings; readonly iteration: number },
): TrainingConfigInput {
  const { learningRate, schedules } = config
  return {
    ...config,
    ...(before.warmUp !== after.warmUp && { schedules: { ...schedules, ...warmUps(model, after) } }),
    ...(before.learningRate !== after.learningRate && {
      learningRate: withStepSize(learningRate, after.learningRate, iteration),
    }),
  }
}

/** The step sizes of a run as its file says them, with another from this iteration on. */
function withStepSize(before: Schedule, value: number, iteration: number): Schedule {
  if (iteration === 0 || before.kind !== 'piecewise') return piecewise([0, value])
  return {
    kind: 'piecewise',
    steps: [...before.steps.filter(({ start }) => start < iteration), { start: iteration, value }],
  }
}
