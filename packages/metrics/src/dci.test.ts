import { createMatrix, type Dci, dci, matrixFromRows, selectColumns } from '@vsc/metrics'
import { createRng } from '@vsc/random'
import { describe, expect, it } from 'vitest'
import { codes, expected, factors, kinds } from '../test/golden/factors.js'
import { expectMatrix } from '../test/golden/golden.js'
import { normalMatrix } from '../test/random.js'

const scores = ['disentanglement', 'completeness', 'informativeness', 'informativenessTrain'] as const

const ofFactors = (which: number[], whichCodes: number[]) =>
  dci(selectColumns(factors, which), selectColumns(codes, whichCodes), { kinds: which.map((i) => kinds[i]!) })

function expectScores(actual: Dci, golden: Record<(typeof scores)[number], number>, digits = 9) {
  for (const score of scores) expect(actual[score], score).toBeCloseTo(golden[score], digits)
}

describe('dci', () => {
  it("agrees with scikit-learn's boosted trees for values and for two and four classes", () => {
    const actual = ofFactors([1, 2, 3], [1, 2, 3, 4])
    expectMatrix(actual.importance, expected.dci.coarse.importance, 1e-10)
    expectScores(actual, expected.dci.coarse)
  })

  it('agrees on what a single code of many values predicts', () => {
    expectScores(ofFactors([0, 1], [0]), expected.dci.fine)
  })

  it('agrees on a code of many values among others, but for whose turn it is where splits are equally good', () => {
    const actual = ofFactors([0], [0, 1, 2, 3, 4])
    expectMatrix(actual.importance, expected.dci.all.importance, 2e-4)
    expectScores(actual, expected.dci.all, 2)
  })

  it('is 1 where each factor has its own code, whatever its scale, sign and curve', () => {
    const own = normalMatrix(1000, 3, 'factors')
    const curved = createMatrix({ ...own, data: own.data.map((v) => 3 - 2 * Math.exp(v)) })
    const actual = dci(own, selectColumns(curved, [2, 0, 1]))
    for (const score of scores) expect(actual[score]).toBeGreaterThan(0.97)
    const shapes = matrixFromRows(Array.from({ length: 300 }, (_, n) => [n % 3, (n * n) % 7 < 3 ? 0 : 1]))
    expectScores(dci(shapes, selectColumns(shapes, [1, 0]), { kinds: 'discrete' }), {
      disentanglement: 1,
      completeness: 1,
      informativeness: 1,
      informativenessTrain: 1,
    })
  })

  it('is near 0 for unrelated codes', () => {
    const actual = dci(normalMatrix(1000, 4, 'factors'), normalMatrix(1000, 10, 'codes'))
    expect(actual.disentanglement).toBeLessThan(0.1)
    expect(actual.completeness).toBeLessThan(0.1)
    expect(actual.informativeness).toBe(0)
  })

  it('tells a code that mixes factors from a factor that needs several codes', () => {
    const two = normalMatrix(500, 2, 'factors')
    const sum = matrixFromRows(Array.from({ length: 500 }, (_, n) => [two.data[2 * n]! + two.data[2 * n + 1]!]))
    expect(dci(two, sum).disentanglement).toBeLessThan(0.01)
    expect(dci(two, sum).completeness).toBe(1)
    expect(dci(sum, two).disentanglement).toBe(1)
    expect(dci(sum, two).completeness).toBeLessThan(0.05)
  })

  it('shares importance between codes that are the same', () => {
    const one = normalMatrix(300, 1, 'factor')
    const { importance, completeness } = dci(one, selectColumns(one, [0, 0]))
    expect(Math.abs(importance.data[0]! - 0.5)).toBeLessThan(0.35)
    expect(completeness).toBeLessThan(0.5)
  })

  it('gives constant codes no importance, leaves constant factors out, and is 0 without codes', () => {
    const own = normalMatrix(200, 2, 'factors')
    const withConstant = matrixFromRows(
      Array.from({ length: 200 }, (_, n) => [own.data[2 * n]!, 0.1, own.data[2 * n + 1]!]),
    )
    const actual = dci(withConstant, withConstant)
    expect([actual.importance.rows, actual.importance.columns]).toEqual([2, 3])
    expect([actual.importance.data[1], actual.importance.data[4]]).toEqual([0, 0])
    expect(dci(own, selectColumns(own, []))).toMatchObject({ disentanglement: 0, completeness: 0, informativeness: 0 })
  })

  it('does not depend on how latents without equally good splits are numbered', () => {
    for (const seed of [1, 2, 3]) {
      const order = createRng(seed).permutation(4)
      const which = [1, 2, 3, 4]
      const [a, b] = [
        ofFactors([1, 3], which),
        ofFactors(
          [1, 3],
          [...order].map((k) => which[k]!),
        ),
      ]
      expectScores(b, a, 8)
      expectMatrix(b.importance, rowsOf(selectColumns(a.importance, order)), 1e-8)
    }
  })

  it('refuses too few examples, factors that are all constant and kinds that are none', () => {
    const nine = matrixFromRows(Array.from({ length: 9 }, (_, n) => [n]))
    expect(() => dci(nine, nine)).toThrow('factors: has 9 rows, expected at least 10')
    const constant = { ...factors, data: factors.data.map(() => 0.1) }
    expect(() => dci(constant, factors)).toThrow('factors: all 4 columns are constant')
    expect(() => dci(factors, codes, { kinds: ['discrete'] })).toThrow(
      'kinds: has 1 entries, expected one for each of 4 factors',
    )
    const misspelt = ['continuous', 'discrete', 'discreet', 'discrete'] as 'discrete'[]
    expect(() => dci(factors, codes, { kinds: misspelt })).toThrow(
      'kinds[2] is discreet, expected continuous or discrete',
    )
  })
})

const rowsOf = ({ rows, columns, data }: Dci['importance']) =>
  Array.from({ length: rows }, (_, i) => [...data.subarray(i * columns, (i + 1) * columns)])
