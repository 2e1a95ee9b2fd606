import { rootMeanSquareError } from '../reconstruction-error.js'
import { defineMetric } from './metric.js'

/** How far off reconstructions are. */
export const reconstructionMetrics = [
  /** Root of the mean squared difference of the examples' numbers, as prepared, from what one sampled code each is decoded to. */
  defineMetric({
    name: 'reconstructionError',
    title: 'reconstruction error',
    decimals: 4,
    better: 'lower',
    needs: ['data', 'reconstructions'],
    compute: ({ data, reconstructions }) => rootMeanSquareError(data, reconstructions.data),
  }),
] as const
