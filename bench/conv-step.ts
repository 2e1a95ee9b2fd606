import type { Engine } from '@vsc/engine'
import { type ConvVaeSize, convVae, convVaeInputs } from './conv-vae.js'
import { print, round3 } from './print.js'

const convSize: ConvVaeSize = { batch: 64, imageSize: 64, channels: 3, filters: [32, 64], latentDim: 32 }

/** Milliseconds of a whole training step of a convolutional VAE: the median of some. */
export async function measureConvolutions(engine: Engine, { quick }: { readonly quick: boolean }): Promise<void> {
  const training = await engine.training(convVae(convSize))
  const inputs = convVaeInputs(convSize, 0)
  const laps: number[] = []
  for (let step = 0; step < (quick ? 12 : 40); step++) {
    const begin = performance.now()
    await training.step(inputs, { learningRate: 1e-3 })
    if (step >= 3) laps.push(performance.now() - begin)
  }
  await training.dispose()
  const median = laps.sort((a, b) => a - b)[laps.length >> 1]!
  print({
    bench: 'convolutional VAE',
    engine: engine.name,
    device: engine.device,
    ...convSize,
    msPerStep: round3(median),
  })
}
