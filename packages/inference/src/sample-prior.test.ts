import { createVampPriorVae } from '@vsc/baselines'
import { createVsc } from '@vsc/core'
import { createEngine } from '@vsc/engine'
import { createRng } from '@vsc/random'
import { beforeAll, expect, it } from 'vitest'
import { samplePrior } from './sample-prior.js'

let engine: Awaited<ReturnType<typeof createEngine>>
beforeAll(async () => {
  engine = await createEngine({ name: 'onnx:cpu', threads: 1 })
})

const dims = { dataDim: 8, latentDim: 2 }
const count = 20_000

it('of a fixed prior has spikes at alpha, and standard normal values where there is one', async () => {
  const model = createVsc({ ...dims, prior: 'fixed', alpha: 0.3, hiddenDim: 4 })
  const parameters = model.init({ rng: createRng(1) })
  const { rows, columns, data } = await samplePrior({ engine, model, parameters, count, seed: 1 })
  expect([rows, columns]).toEqual([count, 2])
  const present = data.filter((value) => value !== 0)
  expect(present.length / data.length).toBeCloseTo(0.3, 1)
  expect(present.reduce((sum, value) => sum + value ** 2, 0) / present.length).toBeCloseTo(1, 1)
  expect(present.reduce((sum, value) => sum + value, 0) / present.length).toBeCloseTo(0, 1)
})

it('of pseudo-inputs has the mean of their posteriors, and is the same for the same seed', async () => {
  const model = createVampPriorVae({ ...dims, pseudoInputCount: 4, hiddenDim: 4 })
  const parameters = model.init({ rng: createRng(2) })
  const options = { engine, model, parameters, count, seed: 3 }
  const { data } = await samplePrior(options)
  expect((await samplePrior(options)).data).toEqual(data)
  const program = await engine.program({
    state: parameters,
    inputs: {},
    body: (p) => ({ outputs: { mu: model.prior(p).mu!.mean(0) } }),
  })
  const { mu } = await program.step({})
  for (const j of [0, 1]) {
    const mean = data.reduce((sum, value, i) => (i % 2 === j ? sum + value : sum), 0) / count
    expect(Math.abs(mean - mu![j]!)).toBeLessThan(0.05)
  }
})
