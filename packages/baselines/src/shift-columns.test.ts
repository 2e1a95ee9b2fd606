import * as tf from '@tensorflow/tfjs'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { useCpuBackend } from '../test/use-cpu-backend.js'
import { shiftColumns } from './shift-columns.js'

beforeAll(useCpuBackend)

/** z[i, j] = 1000 i + j, so that every number says where it came from. */
const numbered = (batch: number, latentDim: number) =>
  tf.tensor2d(
    Array.from({ length: batch * latentDim }, (_, n) => 1000 * Math.floor(n / latentDim) + (n % latentDim)),
    [batch, latentDim],
  )

const anySize = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 12 }))
const check = (property: (z: number[][], batch: number, latentDim: number) => void) =>
  fc.assert(
    fc.property(anySize, ([latentDim, more]) => {
      const batch = latentDim + more
      property(
        tf.tidy(() => shiftColumns(numbered(batch, latentDim)).arraySync()),
        batch,
        latentDim,
      )
    }),
    { seed: 1 },
  )

describe('shiftColumns', () => {
  it('leaves every column with the same numbers, so with the same marginal', () => {
    check((z, batch, latentDim) => {
      for (let j = 0; j < latentDim; j++) {
        const column = z.map((row) => row[j]!).sort((a, b) => a - b)
        expect(column).toEqual(Array.from({ length: batch }, (_, i) => 1000 * i + j))
      }
    })
  })

  it('takes the latents of every row from different examples, so they are independent', () => {
    check((z, _, latentDim) => {
      for (const row of z) {
        expect(row.map((value) => value % 1000)).toEqual(Array.from({ length: latentDim }, (_, j) => j))
        expect(new Set(row.map((value) => Math.floor(value / 1000))).size).toBe(latentDim)
      }
    })
  })

  it('undoes a correlation of the latents', () => {
    const row = Array.from({ length: 500 }, (_, i) => Math.sin(i * i))
    const shifted = shiftColumns(tf.tensor2d(row.map((value) => [value, value]))).arraySync() as number[][]
    const product = (a: number, b: number) => shifted.reduce((total, row) => total + row[a]! * row[b]!, 0) / 500
    expect(product(0, 0)).toBeGreaterThan(0.4)
    expect(Math.abs(product(0, 1))).toBeLessThan(0.1)
  })

  it('refuses a batch with less examples than latents', () => {
    expect(() => shiftColumns(tf.zeros([3, 4]))).toThrow('at least J = 4 examples, got 3')
  })
})
