import * as tf from '@tensorflow/tfjs'
import { createRng } from '@vsc/random'
import { beforeAll, describe, expect, it } from 'vitest'
import { expectClose } from '../test/expect-close.js'
import { drawDimension, spikeAndSlabOf } from '../test/spike-and-slab.js'
import { useCpuBackend } from '../test/use-cpu-backend.js'
import { klPairs, klSpikeAndSlab } from './kl.js'
import { selectedLatentKl } from './latent-kl.js'
import { selectedKl } from './objective.js'

beforeAll(useCpuBackend)

const rng = createRng(7)
const draw = (rows: number, columns: number) =>
  Array.from({ length: rows }, () => Array.from({ length: columns }, () => drawDimension(rng)))

describe('selectedLatentKl', () => {
  const [rowsOfQ, rowsOfR] = [draw(3, 4), draw(2, 4)]
  const [q, r] = [spikeAndSlabOf(rowsOfQ), spikeAndSlabOf(rowsOfR)]

  it('is the divergence of one latent at a time, weighted by the selection', () => {
    const weights = [
      [1, 0],
      [0.25, 0.75],
      [0.5, 0.5],
    ]
    const found = selectedLatentKl(tf.tensor2d(weights), q, r).arraySync()
    const alone = (i: number, k: number, j: number) =>
      klSpikeAndSlab(spikeAndSlabOf([[rowsOfQ[i]![j]!]]), spikeAndSlabOf([[rowsOfR[k]![j]!]])).dataSync()[0]!
    found.forEach((row, i) => {
      row.forEach((value, j) => {
        expect(value).toBeCloseTo(weights[i]![0]! * alone(i, 0, j) + weights[i]![1]! * alone(i, 1, j), 4)
      })
    })
  })

  it.each([0, 1e-3])('sums to the KL term of the objective, with a variance offset of %s', (varianceOffset) => {
    const weights = tf.softmax(tf.tensor2d(rng.fillNormal(new Float32Array(6)), [3, 2]))
    const whole = selectedKl(weights, klPairs(q, r, { varianceOffset }))
    expectClose(tf.sum(selectedLatentKl(weights, q, r, { varianceOffset }), 1), [...whole.dataSync()], 1e-4)
  })
})
