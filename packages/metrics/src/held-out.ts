import { filterRows, type Matrix } from './matrix.js'

/** Factors and codes of the same examples. */
export interface Examples {
  /** [N, F] */
  readonly factors: Matrix
  /** [N, J] */
  readonly codes: Matrix
}

/** Every fifth example is held out of what a predictor is fitted to, and is what it is judged on. */
export const isHeldOut = (row: number): boolean => row % 5 === 4

/** The examples to fit to and those to judge on. */
export function holdOut({ factors, codes }: Examples): { readonly fitted: Examples; readonly heldOut: Examples } {
  const isFitted = (row: number) => !isHeldOut(row)
  return {
    fitted: { factors: filterRows(factors, isFitted), codes: filterRows(codes, isFitted) },
    heldOut: { factors: filterRows(factors, isHeldOut), codes: filterRows(codes, isHeldOut) },
  }
}
