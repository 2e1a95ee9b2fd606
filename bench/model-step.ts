import type { Engine } from '@vsc/engine'
import { createRng } from '@vsc/random'
import { train } from '@vsc/training'
import { type BenchedStep, dataDim } from './models.js'
import { type LapTimer, startLaps, type Timing } from './quiet.js'
import type { Length } from './step-size.js'
import { takeSteps, trainingOf } from './take-steps.js'

/** Milliseconds of whole training steps as users run them: batch and noise drawn, forward, backward, Adam. */
export async function timeSteps(
  engine: Engine,
  step: BenchedStep,
  { warmUp, stepsPerLap, ...length }: Length,
): Promise<Timing> {
  const stop = new AbortController()
  let timer: LapTimer | undefined
  await takeSteps(engine, step, {
    signal: stop.signal,
    onStep: (iteration) => {
      if (iteration === warmUp) timer = startLaps(length)
      else if (timer && (iteration - warmUp) % stepsPerLap === 0 && timer.lap()) stop.abort()
    },
  })
  const { laps, ...timing } = timer!.timing()
  return { ...timing, median: timing.median / stepsPerLap, laps: laps.map((ms) => ms / stepsPerLap) }
}

/** The loss of each of the first steps. */
export async function firstLosses(engine: Engine, step: BenchedStep, steps: number): Promise<readonly number[]> {
  const { config, ...what } = trainingOf(step)
  const { metrics } = await train({ ...what, engine, config: { ...config, iterations: steps, logEvery: 1 } })
  return metrics.map(({ loss }) => loss)
}

/** How many numbers a step's model has to learn. */
export const parameterCount = (step: BenchedStep): number =>
  Object.values(trainingOf(step).model.init({ rng: createRng(1), examples: new Float32Array(1000 * dataDim) })).reduce(
    (sum, { data }) => sum + data.length,
    0,
  )
