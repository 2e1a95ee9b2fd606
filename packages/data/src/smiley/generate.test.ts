import { describe, expect, it } from 'vitest'
import { DataError } from '../errors.js'
import { smileyDataSet } from './data-set.js'
import { smileyAttributes } from './features.js'
import { type GenerateSmileyOptions, generateSmiley } from './generate.js'
import { renderSmiley } from './render.js'

const codeOf = (options: GenerateSmileyOptions) => {
  try {
    generateSmiley(options)
  } catch (error) {
    return error instanceof DataError ? error.code : error
  }
  return 'no error'
}

describe('generateSmiley', () => {
  it('gives example i the same bits however many are drawn, and every time it is walked', () => {
    const few = generateSmiley({ count: 20, seed: 5 })
    expect([...few]).toEqual([...generateSmiley({ count: 50, seed: 5 })].slice(0, 20))
    expect([...few]).toEqual([...few])
    expect([...few].map(({ image }) => image.reduce((sum, pixel) => sum + pixel, 0))).toMatchInlineSnapshot(`
      [
        329,
        338,
        279,
        266,
        362,
        345,
        433,
        332,
        332,
        334,
        230,
        347,
        387,
        258,
        370,
        328,
        316,
        313,
        358,
        356,
      ]
    `)
  })

  it('draws other variables for another seed and the other split', () => {
    const first = (options: Partial<GenerateSmileyOptions>) =>
      [...generateSmiley({ count: 1, seed: 1, ...options })][0]!
    const firsts = [first({}), first({ seed: 2 }), first({ seed: '1' }), first({ split: 'test' })]
    expect(new Set(firsts.map(({ values }) => values[0])).size).toBe(4)
    expect(first({ split: 'train' })).toEqual(first({}))
  })

  it('gives the image that its attributes and variables draw', () => {
    const parameters = { hat: { brimWidth: { deviation: 4 } }, eyes: { radius: { base: 3 } } }
    for (const example of generateSmiley({ count: 50, seed: 2, parameters })) {
      expect(renderSmiley({ ...example, parameters })).toEqual(example.image)
    }
  })

  it('follows the presence probabilities without touching the variables', () => {
    const parameters = { bowtie: { presence: 0 }, hat: { presence: 1 } }
    const changed = [...generateSmiley({ count: 50, seed: 3, parameters })]
    const plain = [...generateSmiley({ count: 50, seed: 3 })]
    expect(changed.every(({ present }) => present[0] === 0 && present[1] === 1)).toBe(true)
    expect(changed.map(({ values }) => values)).toEqual(plain.map(({ values }) => values))
    expect(changed.map(({ present }) => present.slice(2))).toEqual(plain.map(({ present }) => present.slice(2)))
  })

  it('refuses bad options at once', () => {
    expect(codeOf({ count: -1, seed: 1 })).toBe('BAD_COUNT')
    expect(codeOf({ count: 1.5, seed: 1 })).toBe('BAD_COUNT')
    expect(codeOf({ count: 1, seed: 1, split: 'valid' as 'test' })).toBe('UNKNOWN_NAME')
    expect(codeOf({ count: 1, seed: 1, parameters: { eyes: { presence: Number.NaN } } })).toBe('BAD_PARAMETERS')
    expect(codeOf({ count: 1, seed: 0.5 })).toBeInstanceOf(RangeError)
  })
})

describe('smileyDataSet', () => {
  const n = 5000
  const set = smileyDataSet({ count: n, seed: 1, parameters: { mouth: { presence: 0.2 } } })

  it('holds the examples of the generator in order', () => {
    let i = 0
    for (const example of generateSmiley({ count: 100, seed: 1, parameters: { mouth: { presence: 0.2 } } })) {
      expect(set.images.slice(i * 1024, (i + 1) * 1024)).toEqual(example.image)
      expect(set.present.slice(i * 4, (i + 1) * 4)).toEqual(example.present)
      expect(set.spikes.slice(i * 18, (i + 1) * 18)).toEqual(example.spikes)
      expect(set.values.slice(i * 18, (i + 1) * 18)).toEqual(example.values)
      expect(set.sources.slice(i * 18, (i + 1) * 18)).toEqual(example.sources)
      i++
    }
    expect([...set.read([7, 3])]).toEqual([
      ...set.images.slice(7 * 1024, 8 * 1024),
      ...set.images.slice(3 * 1024, 4 * 1024),
    ])
  })

  it('has the probabilities and moments it was asked for, within four standard errors', () => {
    smileyAttributes.forEach((name, a) => {
      const p = name === 'mouth' ? 0.2 : 0.5
      const mean = set.present.filter((_, k) => k % 4 === a).reduce((sum, bit) => sum + bit, 0) / n
      expect(Math.abs(mean - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / n))
    })
    const mean = set.values.reduce((sum, value) => sum + value, 0) / set.values.length
    const variance = set.values.reduce((sum, value) => sum + value ** 2, 0) / set.values.length
    expect(Math.abs(mean)).toBeLessThan((4 * 0.5) / Math.sqrt(set.values.length))
    expect(Math.abs(variance - 0.25)).toBeLessThan(4 * 0.25 * Math.sqrt(2 / set.values.length))
  })

  it('repeats each attribute over its features, and its sources are S * V', () => {
    const owner = [...'bbbbhhhhhheeemmmmm'].map((letter) => 'bhem'.indexOf(letter))
    const spikes = set.spikes.map((_, k) => set.present[Math.floor(k / 18) * 4 + owner[k % 18]!]!)
    expect(set.spikes).toEqual(spikes)
    expect(set.sources).toEqual(set.values.map((value, k) => (spikes[k] === 1 ? value : 0)))
  })

  it("repeats images as often as the authors' test set: 14,743 of its 20,000 are distinct", () => {
    const images = new Set(Array.from(generateSmiley({ count: 20_000, seed: 6 }), ({ image }) => image.join('')))
    expect(Math.abs(images.size - 14_743)).toBeLessThan(4 * Math.sqrt(20_000 * 0.737 * 0.263))
  })

  it('correlates |S V| with S as half-normal slabs do: 0.683 at p = 1/2', () => {
    // With m = E|V| = sqrt(1 / (2 pi)): cov = m / 4 and var |S V| = 1 / 8 - m^2 / 4.
    const m = Math.sqrt(1 / (2 * Math.PI))
    const expected = m / 4 / Math.sqrt((1 / 8 - m ** 2 / 4) / 4)
    const pick = (feature: number, of: (k: number) => number) =>
      Float64Array.from({ length: n }, (_, i) => of(i * 18 + feature))
    const a = pick(4, (k) => Math.abs(set.sources[k]!))
    const b = pick(4, (k) => set.spikes[k]!)
    const average = (numbers: Float64Array) => numbers.reduce((sum, x) => sum + x, 0) / n
    const centred = (numbers: Float64Array) => ((mean) => numbers.map((x) => x - mean))(average(numbers))
    const covariance = (x: Float64Array, y: Float64Array) =>
      ((u, v) => average(u.map((value, i) => value * v[i]!)))(centred(x), centred(y))
    expect(expected).toBeCloseTo(0.683, 3)
    expect(Math.abs(covariance(a, b) / Math.sqrt(covariance(a, a) * covariance(b, b)) - expected)).toBeLessThan(0.03)
  })
})
