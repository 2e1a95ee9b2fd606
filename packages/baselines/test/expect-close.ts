import type { Tensor } from '@tensorflow/tfjs'
import { expect } from 'vitest'

/** Checks that every number is within `tolerance` times (1 + the largest expected magnitude). */
export function expectClose(actual: Tensor | ArrayLike<number>, expected: unknown, tolerance: number, what = ''): void {
  const found = 'dataSync' in actual ? actual.dataSync() : actual
  const wanted = (expected instanceof Float32Array ? Array.from(expected) : [expected].flat(3)) as number[]
  expect(found.length, what).toBe(wanted.length)
  const scale = 1 + Math.max(...wanted.map(Math.abs))
  const worst = Math.max(...wanted.map((value, i) => Math.abs(value - found[i]!)))
  expect(worst / scale, `${what}: worst error ${worst} at scale ${scale}`).toBeLessThanOrEqual(tolerance)
}
