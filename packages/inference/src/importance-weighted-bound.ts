import {
  accumulateLogWeights,
  accumulateTerms,
  type CodeDistributions,
  createMatrix,
  logDensity,
  logMixtureDensity,
  type TermSummary,
} from '@vsc/metrics'
import { createRng } from '@vsc/random'
import { type BatchEvaluation, createEvaluation, type EvaluationOptions } from './evaluation-program.js'
import { priorComponents } from './prior-components.js'

export interface ImportanceWeightedBoundOptions extends EvaluationOptions {
  /** L, how many codes are drawn for each example. */
  readonly samples: number
  /** The seed of the samples. */
  readonly seed: number
}

/**
 * The importance-weighted bound of log p(x) over a data set, in nats per example (Burda, Grosse and Salakhutdinov,
 * "Importance weighted autoencoders", 2016): the mean over examples of log (1/L) sum_l p(x|z_l) p(z_l) / q(z_l|x).
 *
 * The prior is the even mixture that `model.prior` gives, unless the model has a `logDensityRatio` of its own, as in `elboMixture`: a prior chosen by x would give no bound.
 * Spikes are bounded as those of the ELBO are, by log(1 - gamma + 1e-6): a pseudo-input whose spike is certain would
 * otherwise give a code without it the density 0.
 *
 * @throws RangeError unless `samples` is a whole number from 1; EngineError where the engine cannot run the model
 * @example
 * import { betaVaeConfigSchema, createBetaVae } from '@vsc/baselines'
 * import { smileyDataSet } from '@vsc/data'
 * import { createEngine } from '@vsc/engine'
 * import { createRng } from '@vsc/random'
 *
 * const data = smileyDataSet({ count: 20, seed: 1, split: 'test' })
 * const model = createBetaVae({ dataDim: 1024, latentDim: 4, hiddenDim: 8, likelihood: 'bernoulli' })
 * const parameters = model.init({ rng: createRng(1) })
 * const engine = await createEngine()
 * const bound = await importanceWeightedBound({ engine, model, parameters, data, samples: 10, batchSize: 20, seed: 1 })
 * console.log(bound.mean, bound.standardError)
 */
export async function importanceWeightedBound({
  samples,
  seed,
  ...options
}: ImportanceWeightedBoundOptions): Promise<TermSummary> {
  if (!(Number.isInteger(samples) && samples >= 1)) {
    throw new RangeError(`samples is ${samples}, expected a whole number from 1`)
  }
  const { latentDim } = options.model
  const prior = withUncertainSpikes(await priorComponents(options))
  const rng = createRng(seed).fork('importance weights')
  const evaluation = await createEvaluation(options)
  const weights = new Map<number, ReturnType<typeof accumulateLogWeights>>() // of the batch that starts there
  try {
    for (let sample = 0; sample < samples; sample++) {
      for await (const batch of evaluation.run(rng.fork(sample))) {
        const ofBatch = weights.get(batch.start) ?? accumulateLogWeights()
        weights.set(batch.start, ofBatch)
        ofBatch.add(createMatrix({ rows: batch.rows, columns: 1, data: logWeightsOf(batch, latentDim, prior) }))
      }
    }
  } finally {
    await evaluation.dispose()
  }
  const bounds = accumulateTerms()
  for (const ofBatch of weights.values()) bounds.add({ importanceWeightedBound: ofBatch.bound() })
  return bounds.summary().importanceWeightedBound!
}

/** log p(x|z) + log p(z) - log q(z|x) of a code for each example: [rows]. */
function logWeightsOf(batch: BatchEvaluation, latentDim: number, prior: CodeDistributions) {
  const { rows, z, posterior, terms, logDensityRatio } = batch
  if (logDensityRatio !== undefined)
    return Float64Array.from(terms.logLikelihood!, (value, i) => value + logDensityRatio[i]!)
  const matrix = (values: ArrayLike<number>) =>
    createMatrix({ rows, columns: latentDim, data: Float64Array.from(values) })
  const { mu, logVar, logGamma } = posterior
  const q = { mu: matrix(mu!), logVar: matrix(logVar!), ...(logGamma && { logGamma: matrix(logGamma) }) }
  const codes = matrix(z)
  const [logPrior, logQ] = [logMixtureDensity(codes, prior), logDensity(codes, q)]
  return Float64Array.from(terms.logLikelihood!, (value, i) => value + logPrior[i]! - logQ[i]!)
}

/** log gamma is at most log(1 - 1e-6), the guard of the ELBO's log(1 - gamma). */
function withUncertainSpikes({ logGamma, ...slab }: CodeDistributions): CodeDistributions {
  if (logGamma === undefined) return slab
  const data = Float64Array.from(logGamma.data, (value) => Math.min(value, Math.log1p(-1e-6)))
  return { ...slab, logGamma: { ...logGamma, data } }
}
