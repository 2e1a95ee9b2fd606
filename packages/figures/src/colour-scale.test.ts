import { describe, expect, it } from 'vitest'
import { divergingScale, levelOf, sequentialScale } from './colour-scale.js'

/** CIELAB lightness of an sRGB colour (IEC 61966-2-1; CIE 15). */
function lightness(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  const y = 0.2126 * r! + 0.7152 * g! + 0.0722 * b!
  return y > 216 / 24389 ? 116 * Math.cbrt(y) - 16 : (24389 / 27) * y
}

function expectEqualSteps(levels: readonly string[]): void {
  const [first, last] = [lightness(levels[0]!), lightness(levels.at(-1)!)]
  levels.forEach((colour, i) => {
    const linear = first + ((last - first) * i) / (levels.length - 1)
    expect(Math.abs(lightness(colour) - linear)).toBeLessThan(1.2)
  })
}

describe('colour scales', () => {
  it('change lightness in equal steps', () => {
    expectEqualSteps(sequentialScale(1).levels)
    const { levels } = divergingScale(1)
    expectEqualSteps(levels.slice(0, 33))
    expectEqualSteps(levels.slice(32))
  })

  it('give -x and x the same lightness, and zero grey', () => {
    const { levels } = divergingScale(1)
    for (let i = 0; i <= 32; i++) expect(Math.abs(lightness(levels[i]!) - lightness(levels[64 - i]!))).toBeLessThan(1.2)
    expect(levels[levelOf(divergingScale(1), 0)]).toBe('#f5f5f5')
  })

  it('hold values beyond their ends at the ends', () => {
    expect([-1, 0, 0.35, 0.7, 0.9].map((value) => levelOf(sequentialScale(0.7), value))).toEqual([0, 0, 32, 64, 64])
  })
})
