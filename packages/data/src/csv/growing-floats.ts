import { DataError } from '../errors.js'

/** Numbers, when their count is not known in advance. */
export interface GrowingFloats {
  push(value: number): void
  /** All of them, in an array of their number. */
  take(): Float32Array
}

/** @throws DataError `TOO_LARGE`, from `push`, where the numbers would fill more than `limit` bytes */
export function growingFloats(limit: number, name: string): GrowingFloats {
  let floats = new Float32Array(1024)
  let count = 0
  return {
    push(value) {
      if (count === floats.length) {
        if (floats.byteLength >= limit) {
          throw new DataError(
            'TOO_LARGE',
            `${name} holds more than ${limit / 2 ** 20} MiB of numbers, which is the most that is kept in memory; leave out columns or lines`,
          )
        }
        const larger = new Float32Array(Math.min(2 * floats.length, Math.floor(limit / 4)))
        larger.set(floats)
        floats = larger
      }
      floats[count++] = value
    },
    take: () => floats.slice(0, count),
  }
}
