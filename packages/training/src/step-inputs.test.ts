import { createBatches } from '@vsc/data'
import { expect, it } from 'vitest'
import { tinyRun } from '../test/tiny-run.js'
import { trainingConfigSchema } from './config.js'
import { createStepInputs } from './step-inputs.js'

const { model, data, config } = tinyRun()
const inputs = () => createStepInputs(model, data, trainingConfigSchema.parse(config))
const snapshot = (values: Readonly<Record<string, Float32Array | number>>) => structuredClone(values)

it('gives every iteration its own inputs, whichever came before, in the same arrays', () => {
  const { fill, values } = inputs()
  const arrays = Object.values(values).filter((value) => typeof value !== 'number')
  fill(70)
  const seventieth = snapshot(values)
  fill(71)
  for (const name of ['x', 'noise/eps', 'noise/eta']) expect(values[name]).not.toEqual(seventieth[name])
  fill(70)
  expect(values).toEqual(seventieth)
  expect(arrays.length).toBe(3)
  for (const array of arrays) expect(Object.values(values)).toContain(array)

  const fresh = inputs()
  fresh.fill(70)
  expect(fresh.values).toEqual(seventieth)
})

it('reads the batch that @vsc/data names for the iteration', () => {
  const { fill, values, specs } = inputs()
  fill(11)
  const { indices } = createBatches({ count: data.count, batchSize: 8, seed: 7 })
  expect(values.x).toEqual(data.read(indices(11)))
  expect(specs).toEqual({
    x: { shape: [8, 12] },
    'noise/eps': { shape: [8, 3] },
    'noise/eta': { shape: [8, 3] },
    'schedule/lambda': { shape: [] },
    'schedule/slope': { shape: [] },
  })
})

it('draws eps from N(0, 1), eta from U(0, 1), unlike each other', () => {
  const { fill, values } = inputs()
  const draws = { eps: [] as number[], eta: [] as number[] }
  for (let iteration = 0; iteration < 1000; iteration++) {
    fill(iteration)
    draws.eps.push(...(values['noise/eps'] as Float32Array))
    draws.eta.push(...(values['noise/eta'] as Float32Array))
  }
  const mean = (numbers: readonly number[]) => numbers.reduce((sum, n) => sum + n, 0) / numbers.length
  // 24,000 draws: four standard errors
  expect(Math.abs(mean(draws.eps))).toBeLessThan(4 / Math.sqrt(24_000))
  expect(Math.abs(mean(draws.eps.map((n) => n * n)) - 1)).toBeLessThan(4 * Math.sqrt(2 / 24_000))
  expect(Math.abs(mean(draws.eta) - 0.5)).toBeLessThan(4 * Math.sqrt(1 / 12 / 24_000))
  expect(Math.abs(mean(draws.eta.map((eta, i) => (eta - 0.5) * draws.eps[i]!)))).toBeLessThan(
    4 * Math.sqrt(1 / 12 / 24_000),
  )
})
