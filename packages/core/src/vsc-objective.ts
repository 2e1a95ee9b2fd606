import * as tf from '@tensorflow/tfjs-core'
import { weighKl } from './kl-weight.js'
import type { Objective, ScheduleValues } from './latent-model.js'
import { tensorNamed } from './named-tensors.js'
import { type ExampleTerms, type SelectedPrior, sparsityOfMean } from './objective.js'
import { batchMeans } from './terms.js'
import { excessUsage, latentUsage } from './usage.js'
import { priorSparsity, type VscConfig } from './vsc-config.js'

/** The terms of each example of a batch, and the prior that it selects where it is learned. */
export interface BatchTerms {
  readonly examples: ExampleTerms
  readonly selected?: SelectedPrior
}

/**
 * VSC's objective from the terms of a batch: the bound that is maximised, less the alpha term and what latents cost that are on too
 * often. As published it is `elbo` - `sparsity`.
 */
export function vscObjective(
  { examples, selected }: BatchTerms,
  config: VscConfig,
  schedule: ScheduleValues,
): Objective {
  const terms = batchMeans(examples)
  const term = (name: string) => tensorNamed<tf.Scalar>(terms, name)
  const bound = boundOf(term, selected, config, schedule)
  if (selected === undefined) return { loss: tf.neg(bound), terms }
  const regularisers = {
    sparsity:
      config.sparsityOver === 'batch'
        ? sparsityOfMean(term('priorSpikeProbability'), priorSparsity(config), config.latentDim)
        : term('sparsity'),
    ...(config.usageLimit !== null && {
      excessUsage: excessUsage(latentUsage(selected.weights, selected.r), config.usageLimit),
    }),
  }
  const loss = tf.sub<tf.Scalar>(weighted(regularisers, config, schedule), bound)
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

interface Regularisers {
  readonly sparsity: tf.Scalar
  readonly excessUsage?: tf.Scalar
}

function weighted({ sparsity, excessUsage }: Regularisers, config: VscConfig, schedule: ScheduleValues): tf.Scalar {
  const sum = excessUsage ? tf.add<tf.Scalar>(sparsity, tf.mul(excessUsage, config.usageWeight)) : sparsity
  return config.sparsityWarmUp ? tf.mul(sum, tensorNamed<tf.Scalar>(schedule, 'sparsityWeight')) : sum
}
