import * as tf from '@tensorflow/tfjs-core'
import { weighKl } from './kl-weight.js'
import type { Objective, ScheduleValues } from './latent-model.js'
import { tensorNamed } from './named-tensors.js'
import { type ExampleTerms, type SelectedPrior, sparsityOfMean } from './objective.js'
import type { SpikeAndSlab } from './recognition.js'
import { batchMeans } from './terms.js'
import { excessUsage, posteriorUsage, priorUsage } from './usage.js'
import { priorSparsity, type VscConfig } from './vsc-config.js'

/** The posteriors of a batch, the terms of each example, and the prior that they select where it is learned. */
export interface BatchTerms {
  readonly q: SpikeAndSlab
  readonly examples: ExampleTerms
  readonly selected?: SelectedPrior
}

/**
 * VSC's objective from the terms of a batch: the bound that is maximised, less the alpha term and what latents cost that are on too
 * often. As published it is `elbo` - `sparsity`.
 */
export function vscObjective(batch: BatchTerms, config: VscConfig, schedule: ScheduleValues): Objective {
  const { examples, selected } = batch
  const terms = batchMeans(examples)
  const term = (name: string) => tensorNamed<tf.Scalar>(terms, name)
  const bound = boundOf(term, selected, config, schedule)
  const regularisers = regularisersOf(term, batch, config)
  const cost = weighted(regularisers, config, schedule)
  const loss = cost ? tf.sub<tf.Scalar>(cost, bound) : tf.neg(bound)
  return { loss, terms: { ...terms, ...regularisers } }
}

type Term = (name: string) => tf.Scalar

/** `elbo`, or the valid bound; its divergence from the prior is weighed where there is a KL warm-up. */
function boundOf(
  term: Term,
  selected: SelectedPrior | undefined,
  config: VscConfig,
  schedule: ScheduleValues,
): tf.Scalar {
  const ofMixture = selected !== undefined && config.maximises === 'elboMixture'
  if (!config.klWarmUp) return term(ofMixture ? 'elboMixture' : 'elbo')
  const divergence = ofMixture
    ? tf.add<tf.Scalar>(term('kl'), tf.sub(Math.log(config.pseudoInputCount), term('selectionEntropy')))
    : term('kl')
  return tf.sub(term('logLikelihood'), weighKl(divergence, config, schedule))
}

/** What makes codes sparse. A fixed prior has spikes of alpha: with it only those of the posterior can be limited. */
interface Regularisers {
  readonly sparsity?: tf.Scalar
  readonly excessUsage?: tf.Scalar
}

function regularisersOf(term: Term, { q, selected }: BatchTerms, config: VscConfig): Regularisers {
  const { usageLimit } = config
  const usage = config.usageOf === 'posterior' ? posteriorUsage(q) : selected && priorUsage(selected)
  return {
    ...(selected && { sparsity: sparsityOf(term, config) }),
    ...(usageLimit !== null && usage && { excessUsage: excessUsage(usage, usageLimit) }),
  }
}

const sparsityOf = (term: Term, config: VscConfig): tf.Scalar =>
  config.sparsityOver === 'batch'
    ? sparsityOfMean(term('priorSpikeProbability'), priorSparsity(config), config.latentDim)
    : term('sparsity')

function weighted(
  { sparsity, excessUsage }: Regularisers,
  config: VscConfig,
  schedule: ScheduleValues,
): tf.Scalar | undefined {
  const usage = excessUsage && tf.mul<tf.Scalar>(excessUsage, config.usageWeight)
  const sum = sparsity && usage ? tf.add<tf.Scalar>(sparsity, usage) : (sparsity ?? usage)
  return sum && config.sparsityWarmUp ? tf.mul<tf.Scalar>(sum, tensorNamed<tf.Scalar>(schedule, 'sparsityWeight')) : sum
}
