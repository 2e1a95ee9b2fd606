import * as fc from 'fast-check'
import { decode } from 'fast-png'
import { describe, expect, it } from 'vitest'
import { type Images, imageGridPng } from './image-grid.js'

describe('imageGridPng', () => {
  it('puts every pixel of every image where it belongs', () => {
    const size = {
      count: fc.integer({ min: 1, max: 5 }),
      height: fc.integer({ min: 1, max: 4 }),
      width: fc.integer({ min: 1, max: 4 }),
    }
    const grid = {
      columns: fc.integer({ min: 1, max: 4 }),
      scale: fc.integer({ min: 1, max: 3 }),
      gap: fc.integer({ min: 0, max: 2 }),
    }
    fc.assert(
      fc.property(
        fc.record(size),
        fc.record(grid),
        fc.constantFrom(1 as const, 3 as const),
        (shape, options, channels) => {
          const { count, height, width } = shape
          const data = Float32Array.from(
            { length: count * height * width * channels },
            (_, i) => ((i * 37) % 256) / 255,
          )
          const png = decode(imageGridPng({ ...shape, channels, data }, options))
          const { columns, scale, gap } = options
          const expected = new Uint8Array(png.width * png.height * channels).fill(255)
          for (let py = 0; py < png.height; py++)
            for (let px = 0; px < png.width; px++) {
              const [column, row] = [Math.floor(px / (width * scale + gap)), Math.floor(py / (height * scale + gap))]
              const [ix, iy] = [px - column * (width * scale + gap), py - row * (height * scale + gap)]
              const image = row * columns + column
              if (image >= count || ix >= width * scale || iy >= height * scale) continue
              const source = ((image * height + Math.floor(iy / scale)) * width + Math.floor(ix / scale)) * channels
              for (let c = 0; c < channels; c++)
                expected[(py * png.width + px) * channels + c] = Math.round(255 * data[source + c]!)
            }
          expect(png.channels).toBe(channels)
          expect(Buffer.from(png.data.buffer).equals(expected)).toBe(true)
        },
      ),
      { seed: 3, numRuns: 60 },
    )
  })

  it('draws intensities beyond 0 and 1 as black and white', () => {
    const images: Images = { count: 2, height: 1, width: 1, channels: 1, data: [-0.2, 1.3] }
    expect([...decode(imageGridPng(images, { columns: 2, scale: 1, gap: 0 })).data]).toEqual([0, 255])
  })

  it.each([
    ['WRONG_SIZE', { data: [0, 0, 0] }],
    ['NOT_FINITE', { data: [0, Number.NaN] }],
    ['OUT_OF_RANGE', { channels: 2 as 3 }],
    ['OUT_OF_RANGE', { count: 0, data: [] }],
  ])('refuses with %s images that are wrong', (code, wrong) => {
    const images: Images = { count: 2, height: 1, width: 1, channels: 1, data: [0, 1], ...wrong }
    expect(() => imageGridPng(images, { columns: 1 })).toThrow(expect.objectContaining({ code }))
  })
})
