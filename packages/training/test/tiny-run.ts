import { constant, createVsc, linear, piecewise } from '@vsc/core'
import type { DataSet } from '@vsc/data'
import { createRng } from '@vsc/random'
import type { TrainingConfigInput } from '@vsc/training'

/** Examples [60, 12] of which half the numbers follow from the other half. */
function tinyData(): DataSet {
  const [count, dim] = [60, 12]
  const rows = createRng('tiny data').fillUniform(new Float32Array(count * dim))
  for (let i = 0; i < rows.length; i += 2) rows[i + 1] = 1 - rows[i]!
  return {
    name: 'tiny',
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
