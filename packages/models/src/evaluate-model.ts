import { accumulateTerms, createMatrix, type Matrix, type TermSummary } from '@vsc/metrics'
import { createRng } from '@vsc/random'
import { createEvaluation, type EvaluationOptions } from './evaluation-program.js'

export interface EvaluateModelOptions extends EvaluationOptions {
  /** Names the noise of the samples. */
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
  /** The terms of the ELBO, mean over examples, in nats per example. */
  readonly terms: Readonly<Record<string, TermSummary>>
}

/**
 * Encodes a data set and samples its codes, in minibatches.
 *
 * @throws EngineError where the engine cannot run the model
 */
export async function evaluateModel({ seed, ...options }: EvaluateModelOptions): Promise<Evaluation> {
  const { model, data } = options
  const size = data.count * model.latentDim
  const parts: Record<string, Float32Array> = {}
  const terms = accumulateTerms()
  const evaluation = await createEvaluation(options)
  try {
    for await (const { start, z, posterior, terms: ofBatch } of evaluation.run(createRng(seed).fork('evaluation'))) {
      for (const [name, values] of Object.entries({ z, ...posterior })) {
        parts[name] ??= new Float32Array(size)
        parts[name].set(values, start * model.latentDim)
      }
      terms.add(ofBatch)
    }
  } finally {
    await evaluation.dispose()
  }
  const matrix = (data: Float32Array) => createMatrix({ rows: size / model.latentDim, columns: model.latentDim, data })
  const { z, mu, logVar, logGamma } = parts
  return {
    codes: matrix(z!),
    means: matrix(mu!),
    logVars: matrix(logVar!),
    gammas: logGamma && matrix(logGamma.map((value) => Math.exp(value))),
    terms: terms.summary(),
  }
}
