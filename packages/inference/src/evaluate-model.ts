import { accumulateTerms, createMatrix, type Matrix, type TermSummary } from '@vsc/metrics'
import { createRng } from '@vsc/random'
import { InferenceError } from './errors.js'
import { createEvaluation, type EvaluationOptions } from './evaluation-program.js'

export interface EvaluateModelOptions extends EvaluationOptions {
  /** The seed of the samples. */
  readonly seed: number
}

/** What a model makes of a data set. */
export interface Evaluation {
  /** z, [N, J]: one sample of q(z|x) for each example, its spikes hard. */
  readonly codes: Matrix<Float32Array>
  /** mu, [N, J]: the means of the slabs, or of the whole posterior where there are no spikes. */
  readonly means: Matrix<Float32Array>
  /** log s^2, [N, J]. */
  readonly logVars: Matrix<Float32Array>
  /** gamma, [N, J], of models that have spikes. */
  readonly gammas: Matrix<Float32Array> | undefined
  /** E[z|x], [N, J]: gamma mu where there are spikes, mu elsewhere. */
  readonly posteriorMeans: Matrix<Float32Array>
  /** The KL divergence of each latent, mean over examples, in nats: [J]. */
  readonly latentKl: Float64Array
  /** The terms of the ELBO, mean over examples, in nats per example. */
  readonly terms: Readonly<Record<string, TermSummary>>
  /** The same example by example, [N] each. */
  readonly exampleTerms: Readonly<Record<string, Float64Array>>
}

/**
 * Encodes a data set and samples its codes, in minibatches.
 *
 * @throws EngineError where the engine cannot run the model; InferenceError BAD_VALUES where a term is no finite number for some example
 */
export async function evaluateModel({ seed, ...options }: EvaluateModelOptions): Promise<Evaluation> {
  const { data } = options
  const { latentDim } = options.model
  const parts: Record<string, Float32Array> = {}
  const exampleTerms: Record<string, Float64Array> = {}
  const terms = accumulateTerms()
  const evaluation = await createEvaluation(options, { withLatentKl: true })
  try {
    for await (const batch of evaluation.run(createRng(seed).fork('evaluation'))) {
      const { start, z, posterior, latentKl } = batch
      for (const [name, values] of Object.entries({ z, ...posterior, latentKl: latentKl! })) {
        parts[name] ??= new Float32Array(data.count * latentDim)
        parts[name].set(values, start * latentDim)
      }
      for (const [name, values] of Object.entries(batch.terms)) {
        exampleTerms[name] ??= new Float64Array(data.count)
        exampleTerms[name].set(values, start)
      }
      addTerms(terms, batch.terms, data)
    }
  } finally {
    await evaluation.dispose()
  }
  const matrix = (values: Float32Array) => createMatrix({ rows: data.count, columns: latentDim, data: values })
  const { z, mu, logVar, logGamma, latentKl } = parts
  const means = matrix(mu!)
  const gammas = logGamma && matrix(logGamma.map((value) => Math.exp(value)))
  return {
    codes: matrix(z!),
    means,
    logVars: matrix(logVar!),
    gammas,
    posteriorMeans: expectedCodes({ means, gammas }),
    latentKl: columnMeans(matrix(latentKl!)),
    terms: terms.summary(),
    exampleTerms,
  }
}

type Terms = ReturnType<typeof accumulateTerms>

/** Numbers far from those of training can take a likelihood beyond what float32 holds. */
function addTerms(terms: Terms, values: Parameters<Terms['add']>[0], { name, range }: EvaluationOptions['data']): void {
  try {
    terms.add(values)
  } catch (cause) {
    throw new InferenceError(
      'BAD_VALUES',
      `the model makes no finite numbers of some examples of ${name}, which go from ${range[0]} to ${range[1]} as they are shown to it: see that they are on the scale of those that it was trained on`,
      { cause },
    )
  }
}

/** E[z|x] of each posterior, [N, J]: gamma mu where there are spikes, mu elsewhere. */
export function expectedCodes({ means, gammas }: Pick<Evaluation, 'means' | 'gammas'>): Matrix<Float32Array> {
  if (gammas === undefined) return means
  return createMatrix({ ...means, data: means.data.map((mu, i) => mu * gammas.data[i]!) })
}

function columnMeans({ rows, columns, data }: Matrix): Float64Array {
  const means = new Float64Array(columns)
  data.forEach((value, k) => {
    means[k % columns]! += value / rows
  })
  return means
}
