import type { DataSet } from '@vsc/data'
import { createMatrix, type Matrix } from '@vsc/metrics'
import type { GroundTruth } from './ingredients.js'

/** The factors of a data set; undefined where it has none, or none that varies over its examples. */
export function groundTruthOf({ count, factors }: Pick<DataSet, 'count' | 'factors'>): GroundTruth | undefined {
  if (factors === undefined) return undefined
  const { names, kinds, values, attributes } = factors
  const columns = names.length
  if (!values.some((value, k) => value !== values[k % columns])) return undefined
  return {
    names,
    kinds,
    values: createMatrix({ rows: count, columns, data: values }),
    attributeOf: attributes?.of ?? names.map((_, factor) => factor),
  }
}

/** S, [N, A]; undefined where examples have no attributes. */
export function presenceOf({ count, factors }: Pick<DataSet, 'count' | 'factors'>): Matrix | undefined {
  if (factors?.attributes === undefined) return undefined
  const { names, present } = factors.attributes
  return { rows: count, columns: names.length, data: present }
}

/** At most so many of the rows, evenly spread, whatever their order. */
export function evenly({ rows, columns, data }: Matrix, most: number): Matrix {
  if (rows <= most) return { rows, columns, data }
  const rowOf = (k: number) => Math.floor((Math.floor(k / columns) * rows) / most)
  const entry = (_: unknown, k: number) => data[rowOf(k) * columns + (k % columns)]!
  return { rows: most, columns, data: Float64Array.from({ length: most * columns }, entry) }
}
