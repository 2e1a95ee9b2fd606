import { createRng } from '@vsc/random'
import { describe, expect, it } from 'vitest'
import { xavierParameter } from './xavier.js'

describe('xavierParameter', () => {
  it.each([
    ['a dense layer', [300, 50], 350],
    ['a 4 x 4 convolution from 8 channels to 24', [4, 4, 8, 24], 16 * 32],
  ])('draws the kernel of %s from U(-l, l), l = sqrt(6 / (fanIn + fanOut))', (_, shape, fans) => {
    const data = xavierParameter(shape).init(createRng(1))
    const limit = Math.sqrt(6 / fans)
    const largest = Math.max(...data.map(Math.abs))
    expect(largest).toBeLessThanOrEqual(limit)
    expect(largest).toBeGreaterThan(0.99 * limit)
  })
})
