// A Sobol search that gives up the worse half early, in TypeScript.  vsc sweep examples/halving.ts
import type { SweepInput } from '@vsc/sweeps'

export default {
  name: 'halving',
  preset: 'quick',
  set: { 'data.name': 'smiley' },
  searches: [
    {
      model: 'vsc',
      sobol: {
        runs: 32,
        keys: {
          'model.alpha': { from: 0.01, to: 0.5, scale: 'log' },
          'model.latentDim': { from: 18, to: 60, whole: true },
          'training.learningRate': { from: 1e-4, to: 3e-3, scale: 'log' },
        },
      },
    },
  ],
  stop: { after: [500, 1500], keep: 0.5, by: 'loss' },
  evaluation: { metrics: ['bound', 'elbo', 'correlationContrast', 'attributesOwned', 'presence'] },
} satisfies SweepInput
