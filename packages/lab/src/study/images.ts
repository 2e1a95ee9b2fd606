import type { DataSet } from '@vsc/data'
import type { Engine } from '@vsc/engine'
import type { Images } from '@vsc/figures'
import { decodeCodes } from '@vsc/inference'
import type { Matrix } from '@vsc/metrics'
import type { TrainedRun } from '../experiment/experiment.js'

/** Prepared examples as images for a figure. */
export type AsImages = (examples: Float32Array) => Images

/**
 * Examples of a data set as intensities from 0 to 1, white being the brightest number among those that are shown: under `l2`
 * pixels are small numbers.
 */
export function imagesLike({ shape: [height = 1, width = 1, channels = 1] }: DataSet, shown: Float32Array): AsImages {
  const white = shown.reduce((most, value) => Math.max(most, value), 0) || 1
  return (examples) => ({
    count: examples.length / (height * width * channels),
    height,
    width,
    channels: channels === 3 ? 3 : 1,
    data: examples.map((value) => value / white),
  })
}

/** The mean of p(x|z) for each code: [n, M]. */
export function decode({ model, parameters }: TrainedRun, engine: Engine, { data, ...shape }: Matrix) {
  return decodeCodes({ engine, model, parameters, codes: { ...shape, data: Float32Array.from(data) } })
}
