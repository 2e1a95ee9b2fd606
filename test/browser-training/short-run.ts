import { constant, createVsc, linear } from '@vsc/core'
import { smileyDataSet } from '@vsc/data'

/** A run that is short and learns: the same in Node.js and in a page. */
export const shortRun = () => ({
  model: createVsc({ dataDim: 1024, latentDim: 6, hiddenDim: 16, pseudoInputCount: 4, likelihood: 'bernoulli' }),
  data: smileyDataSet({ count: 400, seed: 1 }),
  config: {
    seed: 3,
    iterations: 200,
    batchSize: 10,
    learningRate: constant(5e-4),
    schedules: { lambda: linear({ from: 0, to: 1, start: 50, end: 150 }), slope: constant(2) },
  },
})
