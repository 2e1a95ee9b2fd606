import { createRng, type Label } from '@vsc/random'
import { DataError } from './errors.js'

/** Options of `createBatches`. */
export interface BatchesOptions {
  /** N, the examples of the data set. */
  readonly count: number
  /** B, from 1 to N. */
  readonly batchSize: number
  readonly seed: Label
  /** A new order every epoch (the default), or the data set's own order every time. */
  readonly shuffle?: boolean
}

/** Which examples each iteration trains on. Any iteration can be asked for at any time: a resumed run needs only its number. */
export interface Batches {
  /** floor(N / B); the N mod B examples left over sit this epoch out, others the next. */
  readonly iterationsPerEpoch: number
  /**
   * The B examples of an iteration, counted from 0 over all epochs. The array is the caller's own.
   *
   * @throws DataError `OUT_OF_RANGE` where the iteration is not a whole number from 0
   */
  indices(iteration: number): Uint32Array
}

/**
 * Seeded batches of a data set's indices; within an epoch no example comes twice.
 *
 * @throws DataError `BAD_COUNT` unless 1 <= batchSize <= count, both whole; RangeError where the seed is no safe integer or string
 * @example
 * const batches = createBatches({ count: 60_000, batchSize: 500, seed: 1 })
 * const indices = batches.indices(1000) // Uint32Array(500), from the ninth epoch
 */
export function createBatches({ count, batchSize, seed, shuffle = true }: BatchesOptions): Batches {
  if (!Number.isInteger(count) || !Number.isInteger(batchSize) || batchSize < 1 || batchSize > count) {
    throw new DataError(
      'BAD_COUNT',
      `batches of ${batchSize} cannot be taken from ${count} examples: batchSize must be a whole number from 1 to count`,
    )
  }
  const rng = createRng(seed)
  const iterationsPerEpoch = Math.floor(count / batchSize)
  const orderOf = (epoch: number) =>
    shuffle ? rng.fork('epoch', epoch).permutation(count) : Uint32Array.from({ length: count }, (_, i) => i)
  // Kept only because the next iteration mostly belongs to the same epoch.
  let current = { epoch: 0, order: orderOf(0) }

  return {
    iterationsPerEpoch,
    indices(iteration) {
      if (!Number.isSafeInteger(iteration) || iteration < 0) {
        throw new DataError('OUT_OF_RANGE', `there is no iteration ${iteration}: iterations are whole numbers from 0`)
      }
      const epoch = Math.floor(iteration / iterationsPerEpoch)
      if (shuffle && epoch !== current.epoch) current = { epoch, order: orderOf(epoch) }
      const start = (iteration % iterationsPerEpoch) * batchSize
      return current.order.slice(start, start + batchSize)
    },
  }
}
