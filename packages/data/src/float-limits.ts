import { DataError } from './errors.js'

/** The largest that float32 holds, in which models compute. */
const largestFloat = 3.4028234663852886e38

/** Below it, what float32 has not is taken for noise: it still tells sixteenths apart. */
const large = 2 ** 20

/** Part of a number that double precision itself may get wrong. */
const doubleNoise = 1e-12

/** Fewer steps than these between a column's least and greatest number, and rounding is most of what is left of it. */
const fewestSteps = 16

/** Watches numbers in double precision on their way into float32. */
export interface FloatWatch {
  /** Calls `refuse` with a number that float32 does not hold. */
  see(value: number, column: number): void
  /** @throws DataError `BAD_VALUES` where a column's numbers differ, but float32 has next to nothing of the difference */
  check(nameOf: (column: number) => string): void
}

/** @param refuse throws, with the place of the latest number and the problem: `beyond the ±3.4e38 that ...` */
export function floatWatch(columns: number, refuse: (problem: string) => never): FloatWatch {
  const least = new Float64Array(columns).fill(Number.POSITIVE_INFINITY)
  const greatest = new Float64Array(columns).fill(Number.NEGATIVE_INFINITY)
  const inexact = new Uint8Array(columns)
  return {
    see(value, column) {
      if (value < least[column]!) least[column] = value
      if (value > greatest[column]!) greatest[column] = value
      const rounded = Math.fround(value)
      if (rounded === value && Number.isFinite(value)) return
      if (!Number.isNaN(value) && !Number.isFinite(rounded)) {
        refuse('beyond the ±3.4e38 that float32 holds; scale the numbers before saving')
      }
      inexact[column] = 1
    },
    check(nameOf) {
      for (let column = 0; column < columns; column++) {
        const [low, high] = [least[column]!, greatest[column]!]
        const size = Math.max(-low, high)
        if (inexact[column] === 0 || size < large || high - low < doubleNoise * size) continue
        if ((high - low) / stepAt(size) >= fewestSteps) continue
        throw new DataError(
          'BAD_VALUES',
          `${nameOf(column)}: its numbers, ${low} to ${high}, differ by less than float32 can tell apart so far from 0; subtract their least before saving`,
        )
      }
    },
  }
}

/** How far apart float32 numbers of this size are. */
const stepAt = (size: number) => 2 ** (Math.floor(Math.log2(Math.min(size, largestFloat))) - 23)
