import type { LatentModel } from '@vsc/core'
import type { DataSet } from '@vsc/data'
import type { Engine, HostArray, NamedTensors, Program, TensorMap } from '@vsc/engine'
import { accumulateTerms, createMatrix, type Matrix, type TermSummary } from '@vsc/metrics'
import { createRng } from '@vsc/random'

export interface EvaluateModelOptions {
  readonly engine: Engine
  readonly model: LatentModel
  readonly parameters: NamedTensors<Float32Array>
  /** N prepared examples. */
  readonly data: DataSet
  /** Examples at a time. What comes out does not depend on it, but for rounding. */
  readonly batchSize: number
  /** Names the noise of the samples. */
  readonly seed: number
}

/** What a model makes of a data set. */
export interface Evaluation {
  /** z, [N, J]: one sample of q(z|x) for each example, its spikes hard. */
  readonly codes: Matrix<Float32Array>
  /** gamma, [N, J], of models that have spikes. */
  readonly gammas: Matrix<Float32Array> | undefined
  /** The terms of the ELBO, mean over examples, in nats per example. */
  readonly terms: Readonly<Record<string, TermSummary>>
}

type X = Parameters<LatentModel['encode']>[1]

/** Encodes a data set and samples its codes, in minibatches. */
export async function evaluateModel(options: EvaluateModelOptions): Promise<Evaluation> {
  const { engine, model, parameters, data, seed } = options
  const { count } = data
  const { latentDim } = model
  const batchSize = Math.min(options.batchSize, count)
  const noise = drawNoise(model, count, seed)
  const program = await engine.program(evaluationOf(model, parameters, batchSize))
  try {
    const codes = new Float32Array(count * latentDim)
    const logGammas = new Float32Array(count * latentDim)
    const terms = accumulateTerms()
    let hasSpikes = false
    for (let start = 0; start < count; start += batchSize) {
      const rows = Math.min(batchSize, count - start)
      const outputs = await runBatch(program, { data, noise, start, batchSize })
      codes.set(outputs.z!.subarray(0, rows * latentDim), start * latentDim)
      if (outputs.logGamma !== undefined) {
        logGammas.set(outputs.logGamma.subarray(0, rows * latentDim), start * latentDim)
        hasSpikes = true
      }
      terms.add(termsOf(outputs, rows))
    }
    const matrix = (values: Float32Array) => createMatrix({ rows: count, columns: latentDim, data: values })
    return {
      codes: matrix(codes),
      gammas: hasSpikes ? matrix(logGammas.map((value) => Math.exp(value))) : undefined,
      terms: terms.summary(),
    }
  } finally {
    await program.dispose()
  }
}

function evaluationOf(model: LatentModel, parameters: NamedTensors<Float32Array>, batchSize: number) {
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
      const terms = Object.entries(model.evaluate(state, x, noiseOf(inputs)))
      const { logGamma } = posterior
      const outputs: TensorMap = {
        z: model.sample(posterior, noiseOf(inputs)),
        ...(logGamma !== undefined && { logGamma }),
        ...Object.fromEntries(terms.map(([name, values]) => [`${termPrefix}${name}`, values])),
      }
      return { outputs }
    },
  }
}

const termPrefix = 'term/'

function termsOf(outputs: Readonly<Record<string, HostArray>>, rows: number): Record<string, HostArray> {
  const terms = Object.entries(outputs).filter(([name]) => name.startsWith(termPrefix))
  return Object.fromEntries(terms.map(([name, values]) => [name.slice(termPrefix.length), values.subarray(0, rows)]))
}

/** One array for each noise, [N, ...]: every example has its own numbers, however the examples fall into batches. */
function drawNoise(model: LatentModel, count: number, seed: number): Record<string, Float32Array> {
  const rng = createRng(seed).fork('evaluation')
  return Object.fromEntries(
    Object.entries(model.noise).map(([name, { distribution, shape }]) => {
      const numbers = new Float32Array(shape.reduce((size, n) => size * n, count))
      const stream = rng.fork(name)
      return [name, distribution === 'normal' ? stream.fillNormal(numbers) : stream.fillUniform(numbers)]
    }),
  )
}

interface BatchOptions {
  readonly data: DataSet
  readonly noise: Readonly<Record<string, Float32Array>>
  readonly start: number
  readonly batchSize: number
}

/** The examples from `start` on; where the data set ends before the batch does, its last example fills it up. */
function runBatch(program: Program, { data, noise, start, batchSize }: BatchOptions) {
  const indices = Uint32Array.from({ length: batchSize }, (_, i) => Math.min(start + i, data.count - 1))
  const ofBatch = (numbers: Float32Array) => {
    const size = numbers.length / data.count
    const batch = new Float32Array(batchSize * size)
    batch.set(numbers.subarray(start * size, Math.min(start + batchSize, data.count) * size))
    return batch
  }
  const inputs = Object.fromEntries(Object.entries(noise).map(([name, numbers]) => [name, ofBatch(numbers)]))
  return program.step({ x: data.read(indices), ...inputs }) as Promise<Record<string, Float32Array>>
}
