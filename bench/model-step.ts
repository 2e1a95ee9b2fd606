import { constant } from '@vsc/core'
import type { DataSet } from '@vsc/data'
import type { Engine } from '@vsc/engine'
import { createRng } from '@vsc/random'
import { train } from '@vsc/training'
import { type BenchedStep, dataDim, exampleCount, models } from './models.js'
import { type LapTimer, startLaps, type Timing } from './quiet.js'
import type { Length } from './step-size.js'

const schedules = { lambda: constant(1), slope: constant(50) }

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

/** Trains until the signal, or for so many iterations. */
export async function takeSteps(
  engine: Engine,
  step: BenchedStep,
  {
    iterations = Number.MAX_SAFE_INTEGER,
    signal,
    onStep,
  }: { iterations?: number; signal?: AbortSignal; onStep: (iteration: number) => void },
): Promise<void> {
  const { config, ...what } = trainingOf(step)
  await train({
    ...what,
    engine,
    config: { ...config, iterations },
    ...(signal && { signal }),
    onProgress: ({ state, iteration }) => {
      if (state === 'running') onStep(iteration)
    },
  })
}

/** How many numbers a step's model has to learn. */
export const parameterCount = (step: BenchedStep): number =>
  Object.values(trainingOf(step).model.init({ rng: createRng(1), examples: new Float32Array(1000 * dataDim) })).reduce(
    (sum, { data }) => sum + data.length,
    0,
  )

/** What is trained, the same on every engine. */
function trainingOf(step: BenchedStep) {
  const model = models[step.model].create(step)
  return {
    model,
    data: randomData(),
    config: {
      batchSize: step.batch,
      learningRate: constant(1e-4),
      schedules: Object.fromEntries(Object.entries(schedules).filter(([key]) => model.schedules.includes(key))),
    },
  }
}

let numbers: Float32Array | undefined

function randomData(): DataSet {
  numbers ??= createRng(1).fillUniform(new Float32Array(exampleCount * dataDim))
  const rows = numbers
  return {
    name: 'random',
    count: exampleCount,
    dim: dataDim,
    shape: [28, 28],
    range: [0, 1],
    provenance: {},
    read(indices, out = new Float32Array(indices.length * dataDim)) {
      for (let row = 0; row < indices.length; row++) {
        const start = indices[row]! * dataDim
        out.set(rows.subarray(start, start + dataDim), row * dataDim)
      }
      return out
    },
  }
}
