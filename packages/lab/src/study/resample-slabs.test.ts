import { type Matrix, matrixFromRows } from '@vsc/metrics'
import { createRng } from '@vsc/random'
import { describe, expect, it } from 'vitest'
import { componentsOf, resampleSlabs } from './resample-slabs.js'

const logsOf = (rows: number[][]) => matrixFromRows(rows.map((row) => row.map(Math.log)))
const normal = (z: number, mu: number) => Math.exp(-((z - mu) ** 2) / 2) / Math.sqrt(2 * Math.PI)

describe('componentsOf', () => {
  const mu = matrixFromRows([
    [1, 5],
    [2, 5],
  ])
  const logVar = matrixFromRows([
    [0, 0],
    [0, 0],
  ])

  it('are by Bayes’ rule, spikes and values together', () => {
    const logGamma = logsOf([
      [0.9, 0.2],
      [0.3, 0.4],
    ])
    const [first, second] = componentsOf([1.7, 0], { mu, logVar, logGamma })
    const densities = [0.9 * normal(1.7, 1) * 0.8, 0.3 * normal(1.7, 2) * 0.6] as const
    expect(first).toBeCloseTo(densities[0] / (densities[0] + densities[1]), 10)
    expect(first! + second!).toBeCloseTo(1, 12)
  })

  it('are finite where every component is sure of what is not so', () => {
    const logGamma = logsOf([
      [1, 1],
      [1, 1],
    ])
    expect(componentsOf([0, 0], { mu, logVar, logGamma })).toEqual([0.5, 0.5])
  })
})

describe('resampleSlabs', () => {
  // both make the code as probable by its value, the first thrice as much by its spike
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
    resampleSlabs({ components, code: [1e-9, 0.2, 0], count, rng: createRng(1).fork('test') })
  const column = ({ columns, data }: Matrix, j: number) => [...data].filter((_, i) => i % columns === j)
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

  it('draws from the slabs of latents that are on, and leaves the others off', () => {
    const z = draw(20_000)
    const second = column(z, 1)
    expect(mean(second)).toBeCloseTo(5, 1)
    expect(mean(second.map((value) => (value - 5) ** 2))).toBeCloseTo(4, 0)
    expect(column(z, 2).every((value) => value === 0)).toBe(true)
  })

  it('draws components as often as the code makes them probable', () => {
    const first = column(draw(20_000), 0)
    expect(mean(first.map((value) => Number(value > 0)))).toBeCloseTo(0.75, 1)
    expect(mean(first.map((value) => (Math.abs(value) - 3) ** 2))).toBeCloseTo(0.25, 1)
  })

  it('is the same for the same stream', () => {
    expect(draw(5)).toEqual(draw(5))
  })
})
