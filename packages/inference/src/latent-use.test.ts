import { matrixFromRows } from '@vsc/metrics'
import { expect, it } from 'vitest'
import { expectedCodes } from './evaluate-model.js'
import { latentsByUse, latentVariances, likeliestCodes } from './latent-use.js'

const floats = (rows: number[][]) => {
  const matrix = matrixFromRows(rows)
  return { ...matrix, data: Float32Array.from(matrix.data) }
}
const means = floats([
  [1, 2, 5],
  [-1, 2, 5],
])
const gammas = floats([
  [1, 0.25, 0],
  [0.5, 0.75, 1],
])

it('a code has mu where a spike is likelier than not', () => {
  expect([...likeliestCodes({ means, gammas }).data]).toEqual([1, 0, 0, 0, 2, 5])
  expect(likeliestCodes({ means, gammas: undefined })).toBe(means)
})

it('latents are ordered by the variance of E[z] = gamma mu', () => {
  expect([...latentVariances({ means, gammas })]).toEqual([0.5625, 0.25, 6.25])
  expect(latentsByUse({ means, gammas })).toEqual([2, 0, 1])
  expect([...latentVariances({ means, gammas: undefined })]).toEqual([1, 0, 0])
})

it('latents of one example are ordered by the size of its E[z]', () => {
  expect(latentsByUse({ means: floats([[1, -4, 5]]), gammas: floats([[0.5, 0.5, 0.1]]) })).toEqual([1, 0, 2])
  expect(latentsByUse({ means: floats([[1, -4, 5]]), gammas: undefined })).toEqual([2, 1, 0])
})

it('the expected code is gamma mu, or mu where there are no spikes', () => {
  expect([...expectedCodes({ means, gammas }).data]).toEqual([1, 0.5, 0, -0.5, 1.5, 5])
  expect(expectedCodes({ means, gammas: undefined })).toBe(means)
})
