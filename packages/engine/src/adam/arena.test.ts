import { setImmediate } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { kernelModule } from '../../scripts/generate-kernel.js'
import { adamPace, adamSettings } from './adam.js'
import * as generated from './adam-kernel.js'
import { createArena } from './arena.js'

const tensors = (...sizes: number[]) =>
  Object.fromEntries(
    sizes.map((size, i) => [
      `p${i}`,
      { shape: [size], data: Float32Array.from({ length: size }, (_, n) => Math.sin(n + 10 * i)) },
    ]),
  )

describe('the Adam kernel', () => {
  it('is the one that its source says', async () => {
    expect(await kernelModule()).toBe(
      `// Made from adam-kernel.wat by scripts/generate-kernel.ts; do not edit.\nexport const adamKernel =\n  '${generated.adamKernel}'\n`,
    )
  })

  it('computes Adam over arrays of any sizes, and the norm of the gradient beside it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 3000 }), { minLength: 1, maxLength: 4 }),
        fc.double({ min: 0.1, max: 1, noNaN: true }),
        (sizes, gradientScale) => {
          const arena = createArena(tensors(...sizes), adamSettings())
          const pace = { ...adamPace(adamSettings(), { t: 3, learningRate: 0.01 }), gradientScale }
          let squares = 0
          const expected = Object.fromEntries(
            Object.entries(arena.gradients).map(([name, { data: g }]) => {
              const [w, m, v] = [arena.parameters, arena.firstMoment, arena.secondMoment].map(
                (part) => part[name]!.data,
              )
              for (let i = 0; i < g.length; i++) {
                g[i] = Math.cos(i * 3)
                m![i] = Math.sin(i)
                v![i] = 0.5 + 0.4 * Math.cos(i)
                squares += g[i]! ** 2
              }
              const updated = Array.from(g, (_, i) => {
                const s = gradientScale * g[i]!
                const first = 0.9 * m![i]! + 0.1 * s
                const second = 0.999 * v![i]! + 0.001 * s * s
                return w![i]! - (pace.stepSize * first) / (Math.sqrt(second) * pace.rootScale + 1e-8)
              })
              return [name, updated]
            }),
          )
          expect(arena.gradientNorm()).toBeCloseTo(Math.sqrt(squares), 3)
          expect(arena.update(pace)).toBeCloseTo(Math.sqrt(squares), 3)
          for (const [name, numbers] of Object.entries(expected)) {
            const found = arena.parameters[name]!.data
            numbers.forEach((one, i) => {
              if (!(Math.abs(found[i]! - one) < 1e-5)) throw new Error(`${name}[${i}]: ${found[i]}, expected ${one}`)
            })
          }
        },
      ),
      { seed: 1, numRuns: 30 },
    )
  })

  it('leaves the padding between the arrays zero', () => {
    const sizes = [1, 5, 18]
    const arena = createArena(tensors(...sizes), adamSettings())
    for (const { data } of Object.values(arena.gradients)) data.fill(1)
    for (let t = 1; t < 4; t++) arena.update(adamPace(adamSettings(), { t, learningRate: 0.1 }))
    for (const part of [arena.parameters, arena.firstMoment, arena.secondMoment, arena.gradients]) {
      const ends = Object.values(part).map(({ data }) => data.byteOffset + data.byteLength)
      const starts = Object.values(part).map(({ data }) => data.byteOffset)
      const memory = new Float32Array(Object.values(part)[0]!.data.buffer)
      ends.slice(0, -1).forEach((end, i) => {
        const gap = memory.subarray(end / 4, starts[i + 1]! / 4)
        expect(gap.length).toBeGreaterThan(0)
        expect([...gap].every((one) => one === 0)).toBe(true)
      })
    }
  })

  it('flushes moments too small for a normal float to zero', () => {
    const arena = createArena(tensors(7), adamSettings())
    arena.firstMoment.p0!.data.fill(-1.2e-38)
    arena.secondMoment.p0!.data.fill(1.176e-38)
    arena.update(adamPace(adamSettings(), { t: 1, learningRate: 0.1 }))
    for (const { data } of [arena.firstMoment.p0!, arena.secondMoment.p0!]) {
      expect([...new Uint32Array(data.buffer, data.byteOffset, data.length)]).toEqual([0, 0, 0, 0, 0, 0, 0])
    }
  })

  it('finds any gradient that is not finite', () => {
    const arena = createArena(tensors(5000, 3), adamSettings())
    expect(arena.gradientNorm()).toBe(0)
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      for (const at of [0, 1025, 4999]) {
        arena.gradients.p0!.data.fill(1)[at] = bad
        expect(arena.gradientNorm()).not.toBeLessThan(Number.POSITIVE_INFINITY)
      }
    }
  })

  it('holds on to none of the arrays that it copied', async () => {
    setFlagsFromString('--expose-gc')
    const collectGarbage = runInNewContext('gc') as () => void
    const given: WeakRef<Float32Array>[] = []
    const create = () => {
      const parameters = tensors(5000, 3)
      for (const { data } of Object.values(parameters)) given.push(new WeakRef(data))
      return createArena(parameters, adamSettings())
    }
    const arena = create()
    await setImmediate() // until then new weak references hold on
    collectGarbage()
    expect(given.map((each) => each.deref())).toEqual([undefined, undefined])
    expect(arena.gradientNorm()).toBe(0)
  })

  it('says how many parameters fit, where they do not', () => {
    // never allocated: only its length is read
    const data = new Proxy(new Float32Array(0), {})
    expect(() => createArena({ w: { shape: [300_000_000], data } }, adamSettings())).toThrow(/300000000.*268 million/)
  })
})
