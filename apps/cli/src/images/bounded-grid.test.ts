import { expect, it } from 'vitest'
import { boundedGrid } from './bounded-grid.js'

const grey = (count: number, height: number, width: number) => ({
  ...{ count, height, width, channels: 1 as const },
  data: Float32Array.from({ length: count * height * width }, (_, k) => (k % width) / width),
})

it('leaves a picture that is not too large', () => {
  const [images, grid] = [grey(4, 8, 8), { columns: 2 }]
  expect(boundedGrid(images, grid)).toEqual({ images, grid })
})

it('makes images smaller, by averages, until no side has more than 4096 pixels', () => {
  expect(boundedGrid(grey(2, 2, 1500), { columns: 2 })).toMatchObject({ images: { width: 1500 }, grid: { scale: 1 } })
  const { images } = boundedGrid(grey(8, 3, 3000), { columns: 4 })
  expect(images).toMatchObject({ count: 8, height: 1, width: 1000, channels: 1 })
  expect(images.data.length).toBe(8 * 1000)
  expect(images.data[0]).toBeCloseTo((0 + 1 + 2) / 3 / 3000, 6)
  expect(images.data[999]).toBeCloseTo((2997 + 2998 + 2999) / 3 / 3000, 6)
})
