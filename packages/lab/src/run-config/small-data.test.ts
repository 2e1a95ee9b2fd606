import { smileyDataSet } from '@vsc/data'
import { expect, it } from 'vitest'
import { batchRemark, fittedTraining } from './small-data.js'

it('no batch is larger than there are examples, and one that is not stays as it is', () => {
  const few = smileyDataSet({ count: 7, seed: 1 })
  const training = { batchSize: 50, iterations: 3 }
  expect(fittedTraining(training, few)).toEqual({ batchSize: 7, iterations: 3 })
  expect(fittedTraining(training, smileyDataSet({ count: 50, seed: 1 }))).toBe(training)
  expect(batchRemark(training, few)).toBe('training.batchSize is 7 and not 50, since smiley has no more examples')
})
