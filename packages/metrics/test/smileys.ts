import { createMatrix, type Matrix, selectColumns } from '@vsc/metrics'
import { bitMatrix, normalMatrix, product } from './random.js'

/** For each of the 18 features of smileys its attribute: bowtie, hat, eyes, mouth. */
export const attributeOf = [0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3]

/** The variables of smileys, without their images. */
export function smileys(count: number, seed: string) {
  const scaled = (matrix: Matrix) => createMatrix({ ...matrix, data: Float64Array.from(matrix.data, (v) => v / 2) })
  const present = bitMatrix(count, 4, `${seed}/present`)
  const values = scaled(normalMatrix(count, 18, `${seed}/values`))
  const presentOfFeatures = selectColumns(present, attributeOf)
  return { present, values, presentOfFeatures, sources: product(values, presentOfFeatures) }
}
