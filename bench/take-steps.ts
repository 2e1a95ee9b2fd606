import { constant } from '@vsc/core'
import type { DataSet } from '@vsc/data'
import type { Engine } from '@vsc/engine'
import { createRng } from '@vsc/random'
import { train } from '@vsc/training'
import { type BenchedStep, dataDim, exampleCount, models } from './models.js'

const schedules = { lambda: constant(1), slope: constant(50) }

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

/** What is trained, the same on every engine. */
export function trainingOf(step: BenchedStep) {
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
