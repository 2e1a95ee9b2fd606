import { createMatrix, type Matrix, selectColumns } from '@vsc/metrics'
import { createRng } from '@vsc/random'
import fc from 'fast-check'

/** A matrix of numbers from N(0, 1). */
export function normalMatrix(rows: number, columns: number, seed: number | string): Matrix<Float64Array> {
  return createMatrix({ rows, columns, data: createRng(seed).fillNormal(new Float64Array(rows * columns)) })
}

/** A matrix of bits, each 1 with probability 0.5. */
export function bitMatrix(rows: number, columns: number, seed: number | string): Matrix<Uint8Array> {
  const rng = createRng(seed)
  return createMatrix({ rows, columns, data: Uint8Array.from({ length: rows * columns }, () => rng.integer(2)) })
}

/** The entry-by-entry product of two matrices of one shape. */
export function product(a: Matrix, b: Matrix): Matrix<Float64Array> {
  return createMatrix({ ...a, data: Float64Array.from(a.data, (x, k) => x * b.data[k]!) })
}

/** Factors [N, F], codes [N, J] that mix them with noise, and the same codes with the latents in another order. */
export const permutedCodes = fc
  .record({
    seed: fc.integer(),
    factorCount: fc.integer({ min: 1, max: 4 }),
    latentCount: fc.integer({ min: 1, max: 6 }),
  })
  .map(({ seed, factorCount, latentCount }) => {
    const n = 60
    const factors = normalMatrix(n, factorCount, seed)
    const noise = createRng(seed).fork('noise')
    const mixing = createRng(seed).fork('mixing')
    const weights = mixing.fillNormal(new Float64Array(factorCount * latentCount))
    const data = new Float64Array(n * latentCount).map((_, k) => {
      const [row, latent] = [Math.floor(k / latentCount), k % latentCount]
      let z = noise.normal()
      for (let i = 0; i < factorCount; i++)
        z += weights[i * latentCount + latent]! * factors.data[row * factorCount + i]!
      return z
    })
    const codes = createMatrix({ rows: n, columns: latentCount, data })
    const order = createRng(seed).fork('order').permutation(latentCount)
    return { factors, codes, order, permuted: selectColumns(codes, order) }
  })

/** Options for `fc.assert` that make a property deterministic. */
export const seeded = { seed: 1, numRuns: 50 }
