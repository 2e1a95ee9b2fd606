import { expect, it } from 'vitest'
import { bandSize, layOutBands } from './bands.js'

const bands = ['hat', 'hat', 'eyes', undefined].map((group, i) => ({
  label: String(i),
  ...(group !== undefined && { group }),
}))

it('puts a gap wherever the group changes and names the runs', () => {
  const layout = layOutBands(bands, 10)
  expect(layout.starts).toEqual([0, 10, 24, 38])
  expect(layout.length).toBe(48)
  expect(layout.groups).toEqual([
    { name: 'hat', start: 0, end: 20 },
    { name: 'eyes', start: 24, end: 34 },
  ])
})

it('chooses the largest whole size that fits', () => {
  expect(bandSize(bands, 50, 18)).toBe(10)
  expect(bandSize(bands, 500, 18)).toBe(18)
  expect(layOutBands(bands, bandSize(bands, 30, 18)).length).toBeCloseTo(30)
})
