import { constant, cosine, createVsc, linear, piecewise, warmUp } from '@vsc/core'
import type { DataSet } from '@vsc/data'
import { sgd } from '@vsc/engine'
import { createRng } from '@vsc/random'
import type { TrainingConfigInput } from '@vsc/training'

/** Examples [count, 12] of which half the numbers follow from the other half. */
export function tinyData(name = 'tiny', count = 60): DataSet {
  const dim = 12
  const rows = createRng(`${name} data`).fillUniform(new Float32Array(count * dim))
  for (let i = 0; i < rows.length; i += 2) rows[i + 1] = 1 - rows[i]!
  return {
    name,
    count,
    dim,
    shape: [dim],
    range: [0, 1],
    provenance: {},
    read(indices, out = new Float32Array(indices.length * dim)) {
      for (let n = 0; n < indices.length; n++)
        out.set(rows.subarray(indices[n]! * dim, (indices[n]! + 1) * dim), n * dim)
      return out
    },
  }
}

/** The real model, so small that a step takes about a millisecond, with everything that can differ between iterations. */
export const tinyRun = () => ({
  model: createVsc({ dataDim: 12, latentDim: 3, hiddenDim: 5, pseudoInputCount: 2, pseudoInputInit: 'examples' }),
  data: tinyData(),
  config: {
    seed: 7,
    iterations: 120,
    batchSize: 8,
    learningRate: piecewise([0, 1e-2], [50, 1e-3]),
    schedules: { lambda: linear({ from: 0, to: 1, start: 10, end: 60 }), slope: constant(50) },
    freshAdamAt: [50],
    clipNorm: 100,
    logEvery: 7,
    checkpointEvery: 4,
    keepCheckpoints: 2,
  } satisfies TrainingConfigInput,
})

/** The same with everything in it that a run can be bent by, and so that validation stops it early. */
export function bentRun() {
  const { config, ...rest } = tinyRun()
  const decay = cosine({ from: 0.02, to: 1e-3, start: 9, end: 90 })
  return {
    ...rest,
    config: {
      ...config,
      learningRate: warmUp({ end: 9, to: decay }),
      clipNorm: 2,
      bestBy: 'validation',
      earlyStopping: { patience: 2, minImprovement: 0.25 },
    } satisfies TrainingConfigInput,
    validation: { data: tinyData('others', 23), every: 14, batchSize: 10 },
    optimiser: sgd({ momentum: 0.9, nesterov: true }),
  }
}

export const runs = { tiny: tinyRun, bent: bentRun } as const
