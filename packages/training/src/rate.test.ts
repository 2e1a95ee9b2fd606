import { expect, it } from 'vitest'
import { createRateMeter } from './rate.js'

function ticking(seconds: readonly number[]): number[] {
  let time = 100
  const rate = createRateMeter(() => time)
  return seconds.map((step) => {
    time += step
    return rate.tick()
  })
}

it('is exact from the first step on where all steps take equally long', () => {
  for (const rate of ticking(new Array(50).fill(0.25))) expect(rate).toBeCloseTo(4, 10)
})

it('follows a change within seconds, and forgets a slow start', () => {
  expect(ticking([20, ...new Array(500).fill(0.1)]).at(-1)).toBeCloseTo(10, 0)
  expect(ticking([...new Array(500).fill(0.1), ...new Array(50).fill(1)]).at(-1)).toBeCloseTo(1, 0)
})

it('does not count the time for which the process was stopped', () => {
  const rates = ticking([...new Array(50).fill(0.1), 3600, 0.1])
  for (const rate of rates) expect(rate).toBeCloseTo(10, 10)
})
