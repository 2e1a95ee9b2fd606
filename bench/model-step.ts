import { constant } from '@vsc/core'
import type { DataSet } from '@vsc/data'
import type { Engine } from '@vsc/engine'
import { createRng } from '@vsc/random'
import { train } from '@vsc/training'
import { type BenchedModelName, dataDim, exampleCount, models } from './models.js'
import { type LapTimer, startLaps } from './quiet.js'

export interface StepSize {
  readonly latentDim: number
  readonly hiddenDim: number
  readonly batch: number
  /** K, of VSC. */
  readonly pseudoInputCount: number
}

const schedules = { lambda: constant(1), slope: constant(50) }

/** Times whole training steps as users run them: batch and noise drawn, forward, backward, Adam. */
export async function timeSteps(
  engine: Engine,
  name: BenchedModelName,
  size: StepSize,
  { warmUp, ...length }: { readonly warmUp: number; readonly laps: number; readonly maxSeconds: number },
): Promise<{ readonly msPerStep: number; readonly quietLaps: number }> {
  const stepsPerLap = size.hiddenDim >= 1000 ? 10 : 40
  const { config, ...what } = trainingOf(name, size)
  const stop = new AbortController()
  let timer: LapTimer | undefined
  await train({
    ...what,
    engine,
    config: { ...config, iterations: Number.MAX_SAFE_INTEGER },
    signal: stop.signal,
    onProgress: ({ state, iteration }) => {
      if (state !== 'running') return
      if (iteration === warmUp) timer = startLaps(length)
      else if (timer && (iteration - warmUp) % stepsPerLap === 0 && timer.lap()) stop.abort()
    },
  })
  const { median, quietLaps } = timer!.timing()
  return { msPerStep: median / stepsPerLap, quietLaps }
}

/** The loss of each of the first steps. */
export async function firstLosses(
  engine: Engine,
  name: BenchedModelName,
  size: StepSize,
  steps: number,
): Promise<readonly number[]> {
  const { config, ...what } = trainingOf(name, size)
  const { metrics } = await train({ ...what, engine, config: { ...config, iterations: steps, logEvery: 1 } })
  return metrics.map(({ loss }) => loss)
}

/** What is trained, the same on every engine. */
function trainingOf(name: BenchedModelName, size: StepSize) {
  const model = models[name].create(size)
  return {
    model,
    data: randomData(),
    config: {
      batchSize: size.batch,
      learningRate: constant(1e-4),
      schedules: Object.fromEntries(Object.entries(schedules).filter(([key]) => model.schedules.includes(key))),
    },
  }
}

let randomNumbers: Float32Array | undefined

function randomData(): DataSet {
  randomNumbers ??= createRng(1).fillUniform(new Float32Array(exampleCount * dataDim))
  const numbers = randomNumbers
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
        out.set(numbers.subarray(start, start + dataDim), row * dataDim)
      }
      return out
    },
  }
}
