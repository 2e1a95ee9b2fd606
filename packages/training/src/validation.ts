import type { LatentModel } from '@vsc/core'
import type { DataSet } from '@vsc/data'
import type { Engine, HostArray, NamedTensors, TensorMap } from '@vsc/engine'
import { createRng, type Label } from '@vsc/random'
import { TrainingError } from './errors.js'

/** Asks of a model how well it does on examples that it is not trained on. */
export interface Validator {
  /** The names of the terms. */
  readonly terms: readonly string[]
  /**
   * The terms of the model's `evaluate`, means over all examples, in nats per example: spikes are hard, and the noise is the same
   * each time.
   *
   * @throws TrainingError NOT_FINITE naming a term that is not
   */
  evaluate(parameters: NamedTensors<Float32Array>): Promise<Readonly<Record<string, number>>>
  dispose(): Promise<void>
}

export interface ValidatorOptions {
  readonly model: LatentModel
  readonly engine: Engine
  /** Parameters of the right shapes, to begin with. */
  readonly parameters: NamedTensors<Float32Array>
  readonly data: DataSet
  /** Examples at a time. What comes out does not depend on it, except for rounding. */
  readonly batchSize: number
  /** The run's seed: the noise is its streams `validation`, which no step draws from. */
  readonly seed: Label
}

type X = Parameters<LatentModel['evaluate']>[1]

/** Takes the model's `evaluate` to the engine. */
export async function createValidator({ model, engine, parameters, data, seed, ...options }: ValidatorOptions) {
  const batchSize = Math.min(options.batchSize, data.count)
  const shapes = Object.entries(model.noise).map(
    ([name, { shape }]) => [`noise/${name}`, { shape: [batchSize, ...shape] }] as const,
  )
  const program = await engine.program({
    name: `${model.name} validation`,
    state: parameters,
    inputs: { x: { shape: [batchSize, data.dim] }, ...Object.fromEntries(shapes) },
    body: (state: TensorMap, inputs: TensorMap) => {
      const noise = Object.fromEntries(Object.keys(model.noise).map((name) => [name, inputs[`noise/${name}`]!]))
      return { outputs: model.evaluate(state, inputs.x as X, noise) }
    },
  })

  /** Sums of each term over all examples, or over the first batch alone. */
  const sum = async ({ upTo }: { readonly upTo: number }) => {
    const noise = drawNoise(model, batchSize, createRng(seed).fork('validation'))
    const sums: Record<string, number> = {}
    for (let start = 0; start < upTo; start += batchSize) {
      // The last batch is filled up with its last example, which is not counted again.
      const indices = Uint32Array.from({ length: batchSize }, (_, i) => Math.min(start + i, data.count - 1))
      const rows = Math.min(batchSize, data.count - start)
      const terms = await program.step({ x: data.read(indices), ...noise() })
      for (const [name, values] of Object.entries(terms)) sums[name] = (sums[name] ?? 0) + sumOf(values, rows)
    }
    return sums
  }

  const validator: Validator = {
    terms: Object.keys(
      await sum({ upTo: 1 }).catch(async (error: unknown) => {
        await program.dispose()
        throw error
      }),
    ),
    async evaluate(parameters) {
      await program.writeState(parameters)
      const sums = await sum({ upTo: data.count })
      return Object.fromEntries(Object.entries(sums).map(([name, total]) => [name, finite(name, total / data.count)]))
    },
    dispose: () => program.dispose(),
  }
  return validator

  function finite(term: string, mean: number): number {
    if (Number.isFinite(mean)) return mean
    const [lowest, highest] = data.range
    throw new TrainingError(
      'NOT_FINITE',
      `the validation term ${term} is ${mean}, though no term of training is: see that ${data.name} is prepared as the training data is (its numbers range from ${lowest} to ${highest}), or bound the model more tightly`,
    )
  }
}

/** Draws the noise of one batch after another. Every example has its own numbers of the stream, however examples fall into batches. */
function drawNoise(model: LatentModel, batchSize: number, rng: ReturnType<typeof createRng>) {
  const noises = Object.entries(model.noise).map(([name, { distribution, shape }]) => {
    const array = new Float32Array(shape.reduce((size, n) => size * n, batchSize))
    const stream = rng.fork(name)
    const draw = () => (distribution === 'normal' ? stream.fillNormal(array) : stream.fillUniform(array))
    return [`noise/${name}`, draw] as const
  })
  return () => Object.fromEntries(noises.map(([name, draw]) => [name, draw()]))
}

function sumOf(values: HostArray, rows: number): number {
  let sum = 0
  for (let i = 0; i < rows; i++) sum += values[i]!
  return sum
}
