import type { LatentModel } from '@vsc/core'
import type { DataSet } from '@vsc/data'
import type { Engine, HostArray, NamedTensors, TensorMap } from '@vsc/engine'
import type { Rng } from '@vsc/random'

/** A trained model, and the data that it is asked about. */
export interface EvaluationOptions {
  readonly engine: Engine
  readonly model: LatentModel
  readonly parameters: NamedTensors<Float32Array>
  /** N prepared examples. */
  readonly data: DataSet
  /** Examples at a time. What comes out does not depend on it, except for rounding. */
  readonly batchSize: number
}

/** What a model makes of some examples that follow one another. */
export interface BatchEvaluation {
  /** The first of them, and how many. */
  readonly start: number
  readonly rows: number
  /** z, [rows, J]: one sample of q(z|x) for each, its spikes hard. */
  readonly z: HostArray
  /** The parameters of q(z|x) by name, each [rows, J]. */
  readonly posterior: Readonly<Record<string, HostArray>>
  /** The terms of the ELBO by name, each [rows]. */
  readonly terms: Readonly<Record<string, HostArray>>
  /** The KL divergence latent by latent, [rows, J]; where it was asked for. */
  readonly latentKl?: HostArray
  /** log p(z) - log q(z|x) of each, [rows], of models that say it themselves. */
  readonly logDensityRatio?: HostArray
}

export interface EvaluationProgram {
  /** Goes once through the data set. Every example has its own numbers from the stream, however examples fall into batches. */
  run(rng: Rng): AsyncIterable<BatchEvaluation>
  dispose(): Promise<void>
}

type X = Parameters<LatentModel['encode']>[1]

/** Makes the program that encodes examples, samples their codes and evaluates the terms of the ELBO at these. */
export async function createEvaluation(
  options: EvaluationOptions,
  { withLatentKl = false }: { readonly withLatentKl?: boolean } = {},
): Promise<EvaluationProgram> {
  const { engine, model, parameters, data } = options
  const { count } = data
  const batchSize = Math.min(options.batchSize, count)
  const program = await engine.program(evaluationOf(model, parameters, { batchSize, withLatentKl }))

  return {
    async *run(rng) {
      const noise = drawNoise(model, count, rng)
      for (let start = 0; start < count; start += batchSize) {
        const rows = Math.min(batchSize, count - start)
        const indices = Uint32Array.from({ length: batchSize }, (_, i) => Math.min(start + i, count - 1))
        const inputs = Object.entries(noise).map(([name, numbers]) => [name, rowsOf(numbers, indices, count)] as const)
        const outputs = await program.step({ x: data.read(indices), ...Object.fromEntries(inputs) })
        yield { start, rows, ...partsOf(outputs, rows, batchSize) }
      }
    },
    dispose: () => program.dispose(),
  }
}

function evaluationOf(
  model: LatentModel,
  parameters: NamedTensors<Float32Array>,
  { batchSize, withLatentKl }: { readonly batchSize: number; readonly withLatentKl: boolean },
) {
  const shapes = Object.entries(model.noise).map(
    ([name, { shape }]) => [name, { shape: [batchSize, ...shape] }] as const,
  )
  const noiseOf = (inputs: TensorMap) => Object.fromEntries(shapes.map(([name]) => [name, inputs[name]!]))
  return {
    name: `${model.name} evaluation`,
    state: parameters,
    inputs: { x: { shape: [batchSize, model.dataDim] }, ...Object.fromEntries(shapes) },
    body: (state: TensorMap, inputs: TensorMap) => {
      const x = inputs.x as X
      const posterior = model.encode(state, x)
      const z = model.sample(posterior, noiseOf(inputs))
      const outputs: TensorMap = {
        z,
        ...(model.logDensityRatio && { logDensityRatio: model.logDensityRatio(state, z, posterior) }),
        ...under(posteriorPrefix, posterior),
        ...under(termPrefix, model.evaluate(state, x, noiseOf(inputs))),
        ...(withLatentKl && { latentKl: model.latentKl(state, x) }),
      }
      return { outputs }
    },
  }
}

const posteriorPrefix = 'posterior/'
const termPrefix = 'term/'

const under = (prefix: string, tensors: TensorMap): TensorMap =>
  Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [`${prefix}${name}`, tensor]))

/** The outputs of a batch without the examples that filled it up. */
function partsOf(outputs: Readonly<Record<string, HostArray>>, rows: number, batchSize: number) {
  const cut = (values: HostArray) => values.subarray(0, (values.length / batchSize) * rows)
  const parts = (prefix: string) =>
    Object.fromEntries(
      Object.entries(outputs).flatMap(([name, values]) =>
        name.startsWith(prefix) ? [[name.slice(prefix.length), cut(values)] as const] : [],
      ),
    )
  return {
    z: cut(outputs.z!),
    posterior: parts(posteriorPrefix),
    terms: parts(termPrefix),
    ...(outputs.latentKl && { latentKl: cut(outputs.latentKl) }),
    ...(outputs.logDensityRatio && { logDensityRatio: cut(outputs.logDensityRatio) }),
  }
}

/** One array for each noise, [N, ...]. */
function drawNoise(model: LatentModel, count: number, rng: Rng): Record<string, Float32Array> {
  return Object.fromEntries(
    Object.entries(model.noise).map(([name, { distribution, shape }]) => {
      const numbers = new Float32Array(shape.reduce((size, n) => size * n, count))
      const stream = rng.fork(name)
      return [name, distribution === 'normal' ? stream.fillNormal(numbers) : stream.fillUniform(numbers)]
    }),
  )
}

/** The rows of `numbers` [count, ...] at these indices. */
function rowsOf(numbers: Float32Array, indices: Uint32Array, count: number): Float32Array {
  const size = numbers.length / count
  const rows = new Float32Array(indices.length * size)
  indices.forEach((index, i) => {
    rows.set(numbers.subarray(index * size, (index + 1) * size), i * size)
  })
  return rows
}
