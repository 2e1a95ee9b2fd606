import type { LatentModel } from '@vsc/core'
import type { Engine, NamedTensors, TensorMap } from '@vsc/engine'
import { type CodeDistributions, createMatrix, type Matrix } from '@vsc/metrics'
import { createRng, type Rng } from '@vsc/random'
import { priorComponents } from './prior-components.js'

/** A trained model, and how many codes are drawn from its prior. */
export interface SamplePriorOptions {
  readonly engine: Engine
  readonly model: LatentModel
  readonly parameters: NamedTensors<Float32Array>
  /** n, how many codes are drawn. */
  readonly count: number
  /** The seed of the draw. */
  readonly seed: number
}

/** Draws codes z from the model's prior, [n, J]: of each a component of the mixture, and then the code. */
export async function samplePrior({ seed, ...options }: SamplePriorOptions): Promise<Matrix<Float32Array>> {
  const { engine, model, count } = options
  const rng = createRng(seed).fork('prior')
  const components = drawnComponents(await priorComponents(options), count, rng.fork('component'))
  const noise = Object.entries(model.noise).map(([name, { distribution, shape }]) => {
    const numbers = new Float32Array(shape.reduce((size, n) => size * n, count))
    const stream = rng.fork(name)
    return [name, distribution === 'normal' ? stream.fillNormal(numbers) : stream.fillUniform(numbers)] as const
  })
  const inputs = { ...components, ...Object.fromEntries(noise) }
  const program = await engine.program({
    name: `${model.name} sampler`,
    inputs: Object.fromEntries(Object.keys(inputs).map((name) => [name, { shape: [count, model.latentDim] }])),
    body: (_: TensorMap, tensors: TensorMap) => ({ outputs: { z: model.sample(tensors, tensors) } }),
  })
  try {
    const { z } = await program.step(inputs)
    return createMatrix({ rows: count, columns: model.latentDim, data: Float32Array.from(z!) })
  } finally {
    await program.dispose()
  }
}

/** The parameters of n components, every one equally likely, each [n, J]. */
function drawnComponents(components: CodeDistributions, count: number, rng: Rng): Record<string, Float32Array> {
  const { rows, columns } = components.mu
  const chosen = Array.from({ length: count }, () => rng.integer(rows))
  return Object.fromEntries(
    Object.entries(components).map(([name, { data }]: [string, Matrix]) => [
      name,
      Float32Array.from(
        { length: count * columns },
        (_, i) => data[chosen[Math.floor(i / columns)]! * columns + (i % columns)]!,
      ),
    ]),
  )
}
