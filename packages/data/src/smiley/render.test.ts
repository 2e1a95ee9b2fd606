import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DataError } from '../errors.js'
import { featuresOfAttribute, smileyAttributes, smileyFeatures } from './features.js'
import { smileyDefaults } from './parameters.js'
import { type RenderSmileyOptions, renderSmiley } from './render.js'

const zeros = new Float64Array(18)
const all = [true, true, true, true]
const none = [false, false, false, false]
const pictureOf = (image: Uint8Array) =>
  Array.from({ length: 32 }, (_, y) =>
    Array.from(image.subarray(32 * y, 32 * (y + 1)), (pixel) => (pixel ? '#' : '.')).join(''),
  )
const pixelsOf = (image: Uint8Array) => image.reduce((sum, pixel) => sum + pixel, 0)
const errorOf = (options: RenderSmileyOptions) => {
  try {
    renderSmiley(options)
  } catch (error) {
    return error instanceof DataError ? `${error.code}: ${error.message}` : error
  }
  return 'no error'
}
const valuesWith = (feature: string, value: number) => zeros.map((_, i) => (smileyFeatures[i] === feature ? value : 0))

describe('renderSmiley', () => {
  it('draws the smiley whose variables are all zero', () => {
    expect(pictureOf(renderSmiley({ present: all, values: zeros }))).toMatchInlineSnapshot(`
      [
        "................................",
        "................................",
        "...........###########..........",
        "...........###########..........",
        "........################........",
        "........################........",
        "........################........",
        "...........##########...........",
        ".........##############.........",
        "........################........",
        "........################........",
        ".......##################.......",
        ".......###....####....###.......",
        "......####....####....####......",
        "......####....####....####......",
        "......####################......",
        "......####################......",
        "......####################......",
        "......####################......",
        ".......##################.......",
        ".......######.....#######.......",
        "........###.........####........",
        "........#####.....######........",
        ".........##############.........",
        "...........##########...........",
        ".............######.............",
        "................................",
        "..........#####..#####..........",
        "..........############..........",
        "..........#####..#####..........",
        "................................",
        "................................",
      ]
    `)
  })

  it('draws the head alone as the pixels within 10 of the centre', () => {
    const image = renderSmiley({ present: none, values: zeros })
    for (let k = 0; k < 1024; k++) {
      const distance = Math.hypot((k % 32) - 15.5, Math.floor(k / 32) - 15.5)
      expect(image[k]).toBe(distance <= 10 ? 1 : 0)
    }
  })

  it('is its own mirror image without mouth and hat, whose rounded ends sit half a pixel off', () => {
    const picture = pictureOf(renderSmiley({ present: [1, 0, 1, 0], values: zeros }))
    expect(picture.map((line) => [...line].toReversed().join(''))).toEqual(picture)
  })

  it('takes no notice of the variables of an absent attribute', () => {
    const variables = fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 18, maxLength: 18 })
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }), variables, variables, (present, a, b) => {
        const mixed = [...a]
        smileyAttributes.forEach((name, k) => {
          for (const i of featuresOfAttribute[name]) if (!present[k]) mixed[i] = b[i]!
        })
        expect(renderSmiley({ present, values: mixed })).toEqual(renderSmiley({ present, values: a }))
      }),
      { seed: 1, numRuns: 100 },
    )
  })

  it('moves a part by its deviation in pixels for each standard deviation of its variable', () => {
    const still = renderSmiley({
      present: [false, true, false, false],
      values: zeros,
      parameters: { head: { radius: -1 } },
    })
    const moved = renderSmiley({
      present: [false, true, false, false],
      values: valuesWith('hat.y', 0.5),
      parameters: { head: { radius: -1 }, hat: { y: { deviation: 4 } } },
    })
    expect(pictureOf(moved).slice(4)).toEqual(pictureOf(still).slice(0, 28))
  })

  it('holds a quantity of deviation 0 fixed, and moves its base', () => {
    const parameters = { bowtie: { width: { base: 20, deviation: 0 } } }
    const wide = renderSmiley({ present: [1, 0, 0, 0], values: valuesWith('bowtie.width', 1.3), parameters })
    expect(wide).toEqual(renderSmiley({ present: [1, 0, 0, 0], values: zeros, parameters }))
    expect(wide).toEqual(renderSmiley({ present: [1, 0, 0, 0], values: valuesWith('bowtie.width', 8 / 3) }))
  })

  it('leaves out what has no size left', () => {
    const head = pixelsOf(renderSmiley({ present: none, values: zeros }))
    for (const feature of ['bowtie.width', 'bowtie.height']) {
      const image = renderSmiley({ present: [1, 0, 0, 0], values: valuesWith(feature, -4) })
      expect(pixelsOf(image)).toBe(head)
    }
    expect(pixelsOf(renderSmiley({ present: [0, 0, 1, 0], values: valuesWith('eyes.radius', -2.1) }))).toBe(head)
    expect(pixelsOf(renderSmiley({ present: [0, 0, 0, 1], values: valuesWith('mouth.width', -10) }))).toBeGreaterThan(
      head - 5,
    )
  })

  it('draws zeros and ones for any parameters and variables that it takes', () => {
    const quantity = fc.record({
      base: fc.double({ min: -32, max: 32, noNaN: true }),
      deviation: fc.double({ min: 0, max: 32, noNaN: true }),
    })
    const parameters = fc.record({
      bowtie: fc.record({ x: quantity, y: quantity, width: quantity, height: quantity }),
      hat: fc.record({ x: quantity, brimWidth: quantity, brimHeight: quantity, crownHeight: quantity }),
      eyes: fc.record({ spacing: quantity, radius: quantity }),
      mouth: fc.record({ x: quantity, width: quantity, height: quantity, curvature: quantity }),
    })
    const values = fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 18, maxLength: 18 })
    fc.assert(
      fc.property(parameters, values, (parameters, values) => {
        const image = renderSmiley({ present: all, values, parameters })
        expect(image.length).toBe(1024)
        expect(image.every((pixel) => pixel === 0 || pixel === 1)).toBe(true)
      }),
      { seed: 2, numRuns: 200 },
    )
  })

  it('refuses what it cannot draw, and says what and why', () => {
    expect(errorOf({ present: [true], values: zeros })).toBe(
      'WRONG_LENGTH: present needs 4 entries (bowtie, hat, eyes, mouth), got 1',
    )
    expect(errorOf({ present: all, values: [0] })).toContain('WRONG_LENGTH: values needs 18 entries')
    expect(errorOf({ present: [1, 1, 2, 0], values: zeros })).toBe(
      'BAD_VALUES: present[2] (eyes) must be true or false (1 or 0), got 2',
    )
    expect(errorOf({ present: all, values: valuesWith('hat.y', Number.NaN) })).toBe(
      'BAD_VALUES: values[5] (hat.y) must be a number from -10 to 10, got NaN',
    )
    expect(errorOf({ present: all, values: valuesWith('hat.y', 11) })).toContain('got 11')
  })

  it('names everything wrong with the parameters at once', () => {
    const parameters = {
      hat: { presence: 1.5, brim: 3, y: { deviation: -1 } },
      eyes: 4,
      mouth: { width: { base: Number.NaN } },
    } as unknown as NonNullable<RenderSmileyOptions['parameters']>
    expect(errorOf({ present: all, values: zeros, parameters })).toBe(
      'BAD_PARAMETERS: these Smiley parameters cannot be used: hat.presence must be a number from 0 to 1, got 1.5; ' +
        'there is no hat.brim: here are presence, x, y, brimWidth, brimHeight, crownWidth, crownHeight; ' +
        'hat.y.deviation must be a number from 0 to 32, got -1; eyes must be an object, got 4; ' +
        'mouth.width.base must be a number from -32 to 32, got NaN',
    )
    expect(errorOf({ present: all, values: zeros, parameters: smileyDefaults })).toBe('no error')
  })
})

describe('the names', () => {
  it('give every feature to one attribute, and each is the path of a quantity', () => {
    expect(smileyAttributes.flatMap((name) => featuresOfAttribute[name])).toEqual([...smileyFeatures.keys()])
    const paths = smileyAttributes.flatMap((name) =>
      Object.entries(smileyDefaults[name]).flatMap(([key, value]) =>
        typeof value === 'object' ? [`${name}.${key}`] : [],
      ),
    )
    expect(paths).toEqual([...smileyFeatures])
  })
})
