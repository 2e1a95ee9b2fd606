import { createEngine } from '@vsc/engine'
import { expect, it } from 'vitest'
import { convVae, convVaeInputs } from './conv-vae.js'

it('a convolutional VAE trains traced as eager: 20 steps, every loss to 1e-4 and every parameter too', async () => {
  const size = { batch: 4, imageSize: 8, channels: 2, filters: [3, 4], latentDim: 3 } as const
  const train = async (name: 'tfjs:cpu' | 'onnx:cpu') => {
    const engine = await createEngine({ name })
    const training = await engine.training(convVae(size))
    const losses: number[] = []
    for (let step = 0; step < 20; step++) {
      const { loss } = await training.step(convVaeInputs(size, step), { learningRate: 1e-3 })
      losses.push(loss)
    }
    return { losses, parameters: await training.finish() }
  }
  const eager = await train('tfjs:cpu')
  const traced = await train('onnx:cpu')
  eager.losses.forEach((loss, step) => {
    expect(Math.abs(traced.losses[step]! - loss) / loss, `the loss of step ${step}`).toBeLessThan(1e-4)
  })
  expect(eager.losses.at(-1)).toBeLessThan(eager.losses[0]!)
  for (const [name, { data }] of Object.entries(eager.parameters)) {
    data.forEach((number, i) => {
      expect(Math.abs(traced.parameters[name]!.data[i]! - number), `${name}[${i}]`).toBeLessThan(1e-4)
    })
  }
})
