import { type Matrix, matrixFromRows } from '@vsc/metrics'
import { expect } from 'vitest'
import golden from './golden.json' with { type: 'json' }

const { attributeOf, terms, batches, labels } = golden.input
const present = matrixFromRows(golden.input.present)
const values = matrixFromRows(golden.input.values)

/** A small example, three attributes of 2, 3 and 1 features and five codes of which the last is constant. */
export const example = {
  attributeOf,
  terms,
  /** For each feature batches of examples that are near to each other in it. */
  batches,
  /** A class for each example: 10, 20 or 30. */
  labels,
  present,
  values,
  codes: matrixFromRows(golden.input.codes),
  gammas: matrixFromRows(golden.input.gammas),
  sources: matrixFromRows(golden.input.values.map((row, n) => row.map((v, i) => v * presence(n, attributeOf[i]!)))),
}

/** What numpy, scipy and scikit-learn find for the example: see make_golden.py. */
export const { expected } = golden

function presence(row: number, attribute: number): number {
  return golden.input.present[row]![attribute]!
}

/** Expects a matrix to agree with rows of numbers within `tolerance`. */
export function expectMatrix(actual: Matrix, rows: readonly (readonly number[])[], tolerance = 1e-12): void {
  expect([actual.rows, actual.columns]).toEqual([rows.length, rows[0]!.length])
  const worst = Math.max(...rows.flat().map((entry, k) => Math.abs(entry - actual.data[k]!)))
  expect(worst).toBeLessThan(tolerance)
}
