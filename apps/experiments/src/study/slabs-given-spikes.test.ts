import { type Matrix, matrixFromRows } from '@vsc/metrics'
import { createRng } from '@vsc/random'
import { describe, expect, it } from 'vitest'
import { slabsGivenSpikes, weightsGivenSpikes } from './slabs-given-spikes.js'

const logsOf = (rows: number[][]) => matrixFromRows(rows.map((row) => row.map(Math.log)))

describe('weightsGivenSpikes', () => {
  it('are by Bayes’ rule', () => {
    const gammas = logsOf([
      [0.9, 0.2],
      [0.3, 0.4],
    ])
    const [first, second] = weightsGivenSpikes(gammas, [1.7, 0])
    const likelihoods = [0.9 * 0.8, 0.3 * 0.6] as const
    expect(first).toBeCloseTo(likelihoods[0] / (likelihoods[0] + likelihoods[1]), 5)
    expect(first! + second!).toBeCloseTo(1, 12)
  })

  it('are finite where a component says what is not so, and where it never would', () => {
    expect(
      weightsGivenSpikes(
        logsOf([
          [1, 0.5],
          [1e-9, 0.5],
        ]),
        [0, 1],
      ),
    ).toEqual([expect.closeTo(0, 5), expect.closeTo(1, 5)])
    const never = matrixFromRows([
      [0, -800],
      [0, -9000],
    ])
    expect(weightsGivenSpikes(never, [0, 1])).toEqual([1, 0])
  })
})

describe('slabsGivenSpikes', () => {
  const components = {
    mu: matrixFromRows([
      [3, 5, 1],
      [-3, 5, 1],
    ]),
    logVar: logsOf([
      [0.25, 4, 1],
      [0.25, 4, 1],
    ]),
    logGamma: logsOf([
      [0.75, 0.5, 0.5],
      [0.25, 0.5, 0.5],
    ]),
  }
  const draw = (count: number) =>
    slabsGivenSpikes({ components, spikes: [-1, 0.2, 0], count, rng: createRng(1).fork('test') })
  const column = ({ columns, data }: Matrix, j: number) => [...data].filter((_, i) => i % columns === j)
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

  it('draws from the slabs of latents that are on, and leaves the others off', () => {
    const z = draw(20_000)
    const second = column(z, 1)
    expect(mean(second)).toBeCloseTo(5, 1)
    expect(mean(second.map((value) => (value - 5) ** 2))).toBeCloseTo(4, 0)
    expect(column(z, 2).every((value) => value === 0)).toBe(true)
  })

  it('draws components as often as the spikes make them probable', () => {
    const first = column(draw(20_000), 0)
    expect(mean(first.map((value) => Number(value > 0)))).toBeCloseTo(0.75, 1)
    expect(mean(first.map((value) => (Math.abs(value) - 3) ** 2))).toBeCloseTo(0.25, 1)
  })

  it('is the same for the same stream', () => {
    expect(draw(5)).toEqual(draw(5))
  })
})
