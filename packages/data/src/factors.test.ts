import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LabelledDataSet } from './data-set.js'
import { firstExamples } from './first-examples.js'
import { encodeNpz, type NpzArrays } from './numpy/encode-npz.js'
import { loadOwnData } from './own-data/load.js'
import { prepare } from './preparation/prepare.js'
import { smileyDataSet } from './smiley/data-set.js'
import { generateSmiley } from './smiley/generate.js'

describe('the factors of smileys', () => {
  const data = smileyDataSet({ count: 40, seed: 3 })
  const { names, kinds, values, attributes } = data.factors

  it('are S V with what generated each image, its attributes beside', () => {
    let n = 0
    for (const { values: v, present } of generateSmiley({ count: 40, seed: 3 })) {
      v.forEach((value, i) => {
        expect(values[n * 18 + i]).toBe(present[attributes.of[i]!] === 1 ? value : 0)
      })
      expect([...attributes.present.subarray(n * 4, (n + 1) * 4)]).toEqual([...present])
      n++
    }
    expect(attributes.of).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3])
    expect(names.every((name, i) => name.startsWith(`${attributes.names[attributes.of[i]!]}.`))).toBe(true)
    expect(new Set(kinds)).toEqual(new Set(['continuous']))
  })

  it('stay with the examples through preparation and a cut', () => {
    const some = firstExamples(prepare(data, 'l2'), 7)
    expect(some.count).toBe(7)
    expect(some.factors.values).toEqual(values.slice(0, 7 * 18))
    expect(some.factors.attributes.present).toEqual(attributes.present.slice(0, 7 * 4))
    expect(firstExamples(data, 40)).toBe(data)
    expect(() => firstExamples(data, 0)).toThrow('cannot take the first 0 examples: expected a whole number from 1')
  })
})

describe('the factors of a .npz file', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'vsc-factors-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  const count = 10
  const x = { shape: [count, 2], data: Float32Array.from({ length: count * 2 }, (_, k) => k / 20) }
  const y = { shape: [count], data: Uint8Array.from({ length: count }, (_, n) => n % 2) }
  const whole = { shape: [count, 3], data: Int32Array.from({ length: count * 3 }, (_, k) => k) }
  const load = (arrays: NpzArrays, options: Parameters<typeof loadOwnData>[1] = {}) => {
    const path = join(folder, 'own.npz')
    writeFileSync(path, encodeNpz(arrays))
    return loadOwnData(path, options)
  }

  it('are found by their name, discrete where they are whole numbers', async () => {
    const { factors } = await load({ x, factors: whole })
    expect(factors).toEqual({
      names: ['factor 0', 'factor 1', 'factor 2'],
      kinds: ['discrete', 'discrete', 'discrete'],
      values: Float64Array.from({ length: count * 3 }, (_, k) => k),
    })
    const real = { shape: [count, 1], data: Float64Array.from({ length: count }, (_, n) => n / 3) }
    expect((await load({ x, causes: real }, { factors: 'causes' })).factors?.kinds).toEqual(['continuous'])
    expect((await load({ only: x, factors: whole })).factors?.names).toHaveLength(3) // x is `only`
    expect(await load({ x, factors: whole }, { factors: false })).not.toHaveProperty('factors')
    expect(await load({ x })).not.toHaveProperty('factors')
  })

  it('are drawn into splits, and cut, with their examples and labels', async () => {
    const test = await load({ x, y, factors: whole }, { split: 'test', testFraction: 0.4, seed: 2 })
    const rowOf = (n: number) => Math.round((test.read([n])[0]! * 20) / 2) // its place in the file
    const expected = Array.from({ length: 4 }, (_, n) => [0, 1, 2].map((f) => 3 * rowOf(n) + f)).flat()
    expect([...test.factors!.values]).toEqual(expected)
    const some: Partial<LabelledDataSet> = firstExamples(test, 3)
    expect([...some.factors!.values]).toEqual(expected.slice(0, 9))
    expect(some.labels).toHaveLength(3)
  })

  it('are refused where they are not a row of finite numbers for each example', async () => {
    await expect(load({ x, factors: { ...whole, shape: [15, 2] } })).rejects.toThrow(
      /factors\.npy in .* has shape \[15, 2\], expected \[10, F\]: .*`factors: false`/,
    )
    const broken = { shape: [count, 1], data: Float64Array.from({ length: count }, (_, n) => (n === 4 ? NaN : n)) }
    await expect(load({ x, factors: broken })).rejects.toThrow('factor 0 of example 4 is NaN, expected a finite number')
    await expect(load({ x }, { factors: 'causes' })).rejects.toThrow("has no array 'causes'")
  })
})
