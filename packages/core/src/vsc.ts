import * as tf from '@tensorflow/tfjs-core'
import type { TensorMap } from '@vsc/tensors'
import { dense, denseParameters } from './dense.js'
import { fixedPrior, klPairs, klPerLatent } from './kl.js'
import { klWeightSchedules } from './kl-weight.js'
import { selectedLatentKl } from './latent-kl.js'
import type { LatentModel } from './latent-model.js'
import { createLikelihood } from './likelihood.js'
import { tensorNamed } from './named-tensors.js'
import { createNetworks } from './networks.js'
import { fixedPriorTerms, pseudoInputPriorTerms, type SelectedPrior, spikeProbability } from './objective.js'
import { initParameters, type ParameterSpecs, shapesOf } from './parameters.js'
import { parseConfig } from './parse-config.js'
import { boundSpikes, pseudoInputParameter } from './pseudo-inputs.js'
import { recognitionHeads, type SpikeAndSlab, spikeAndSlab } from './recognition.js'
import { type SpikeAndSlabNoise, sampleHard, sampleSoft, warmUpSlab } from './sampling.js'
import { posteriorSelection, selectionWeights } from './selection.js'
import type { Trunks } from './trunk.js'
import { recordTrunks } from './trunk-record.js'
import { priorSparsity, type VscConfig, type VscConfigInput, vscConfigSchema } from './vsc-config.js'
import { type BatchTerms, vscObjective } from './vsc-objective.js'

/** q(z|x) of the batch and, where the prior is learned, r = q(z|u) of the pseudo-inputs. */
interface Posteriors {
  readonly q: SpikeAndSlab
  readonly r?: SpikeAndSlab
}

/**
 * Variational Sparse Coding (Tonolini, Jensen and Murray-Smith, "Variational Sparse Coding", UAI 2019).
 *
 * Its objective wants `lambda` (warm-up, 0 to 1) and `slope` (the sampler's c) and reports, as `evaluate` does example by
 * example: `logLikelihood`, `kl`, `elbo` and `spikeProbability` (the mean of gamma), and with pseudo-inputs `sparsity`,
 * `elboMixture`, `priorSpikeProbability` and `selectionEntropy` (see `objective.ts`). The loss is `sparsity` - `elbo`,
 * or what the options make of it: another bound, `excessUsage`, and the schedules `klWeight` and `sparsityWeight`.
 *
 * Its encoder and its decoder are multilayer perceptrons of `hiddenDim` units, or have the trunks that are given, which its
 * `config` then records.
 *
 * @throws CoreError INVALID_CONFIG listing every problem of the configuration; INVALID_TRUNK where a trunk does not fit;
 *   MISSING_TRUNK or OTHER_TRUNK where the configuration records another than is given
 * @example
 * import { createRng } from '@vsc/random'
 *
 * const vsc = createVsc({ dataDim: 1024, latentDim: 40, alpha: 0.01 })
 * const parameters = vsc.init({ rng: createRng(1) })
 */
export function createVsc(input: VscConfigInput, trunks: Trunks = {}): LatentModel<VscConfig> {
  const config = recordTrunks(parseConfig(vscConfigSchema, input, 'VSC configuration'), trunks)
  const { dataDim, latentDim, pseudoInputCount } = config
  const alpha = priorSparsity(config)
  const priorOptions = { alpha, varianceOffset: config.klVarianceOffset }
  const learnsPrior = config.prior === 'pseudo-inputs'
  const learnsSelection = learnsPrior && config.selection !== 'posterior'

  const likelihood = createLikelihood(config)
  const posteriorBiases = [0, 0, config.initialSpikeBias]
  const heads = { posterior: recognitionHeads, posteriorBiases, likelihood: likelihood.heads }
  const { encoder, decoder } = createNetworks(config, heads, trunks)
  const parameters: ParameterSpecs = {
    ...encoder.parameters,
    ...decoder.parameters,
    ...(learnsPrior && { pseudoInputs: pseudoInputParameter(config) }),
    ...(learnsSelection && denseParameters('selection', { inputs: dataDim, outputs: pseudoInputCount })),
  }

  function recognise(p: TensorMap, x: tf.Tensor2D): SpikeAndSlab {
    return spikeAndSlab(encoder.apply(p, x), config)
  }

  /** Data and pseudo-inputs go through the encoder as the rows of one matrix. */
  function recogniseWithPrior(p: TensorMap, x: tf.Tensor2D): Posteriors {
    if (!learnsPrior) return { q: recognise(p, x) }
    const heads = encoder.apply(p, tf.concat([x, tensorNamed<tf.Tensor2D>(p, 'pseudoInputs')], 0))
    const [ofData, ofPseudoInputs] = tf.split(heads, [x.shape[0], pseudoInputCount], 0) as [tf.Tensor2D, tf.Tensor2D]
    return {
      q: spikeAndSlab(ofData, config),
      r: boundSpikes(spikeAndSlab(ofPseudoInputs, config), config.pseudoInputSpikes),
    }
  }

  function prior(p: TensorMap): SpikeAndSlab {
    if (learnsPrior) {
      const u = tensorNamed<tf.Tensor2D>(p, 'pseudoInputs')
      return boundSpikes(recognise(p, u), config.pseudoInputSpikes)
    }
    const shape: [number, number] = [1, latentDim]
    return { mu: tf.zeros(shape), logVar: tf.zeros(shape), logGamma: tf.fill(shape, Math.log(alpha)) }
  }

  /** The terms of each example, and the prior that the batch selects where it is learned. */
  function termsOf(p: TensorMap, x: tf.Tensor2D, z: tf.Tensor2D, { q, r }: Posteriors): BatchTerms {
    const logLikelihood = likelihood.logProb(decoder.apply(p, z), x)
    const selected = r && selectPrior(p, x, q, r)
    const terms = selected
      ? pseudoInputPriorTerms(logLikelihood, selected, alpha)
      : fixedPriorTerms(logLikelihood, q, priorOptions)
    return { q, examples: { ...terms, spikeProbability: spikeProbability(q) }, ...(selected && { selected }) }
  }

  function selectPrior(p: TensorMap, x: tf.Tensor2D, q: SpikeAndSlab, r: SpikeAndSlab): SelectedPrior {
    const pairs = klPairs(q, r, priorOptions)
    const weights =
      config.selection === 'posterior'
        ? posteriorSelection(pairs)
        : selectionWeights(dense(p, 'selection', x), config.selection)
    return { r, pairs, weights }
  }

  return {
    name: 'vsc',
    config,
    dataDim,
    latentDim,
    noise: {
      eps: { distribution: 'normal', shape: [latentDim] },
      eta: { distribution: 'uniform', shape: [latentDim] },
    },
    schedules: vscSchedules(config),

    parameterShapes: shapesOf(parameters),
    init: (options) => initParameters(parameters, options),

    objective(p, x, noise, schedule) {
      const encoded = recogniseWithPrior(p, x)
      const lambda = tensorNamed<tf.Scalar>(schedule, 'lambda')
      const warmUp = (slab: SpikeAndSlab) => warmUpSlab(slab, lambda, config.warmUp)
      const sampled = warmUp(encoded.q)
      const z = sampleSoft(sampled, samplingNoise(noise), tensorNamed<tf.Scalar>(schedule, 'slope'))
      const compared =
        config.klSlab === 'encoder' ? encoded : { q: sampled, ...(encoded.r && { r: warmUp(encoded.r) }) }
      return vscObjective(termsOf(p, x, z, compared), config, schedule)
    },

    encode: recognise,
    prior,
    sample: (posterior, noise) => sampleHard(asSpikeAndSlab(posterior), samplingNoise(noise)),
    decode: (p, z) => likelihood.parameters(decoder.apply(p, z)),

    evaluate(p, x, noise) {
      const encoded = recogniseWithPrior(p, x)
      const { sparsity, ...terms } = termsOf(p, x, sampleHard(encoded.q, samplingNoise(noise)), encoded).examples
      // Over a batch the alpha term belongs to no example.
      return sparsity === undefined || config.sparsityOver === 'batch' ? terms : { ...terms, sparsity }
    },

    latentKl(p, x) {
      const { q, r } = recogniseWithPrior(p, x)
      if (r === undefined) return klPerLatent(q, fixedPrior(alpha), priorOptions)
      return selectedLatentKl(selectPrior(p, x, q, r).weights, q, r, priorOptions)
    },
  }
}

/** The schedules that a VSC of this configuration asks for. */
export const vscSchedules = (config: Pick<VscConfig, 'prior' | 'klWarmUp' | 'sparsityWarmUp'>): readonly string[] => [
  'lambda',
  'slope',
  ...klWeightSchedules(config),
  ...(config.prior === 'pseudo-inputs' && config.sparsityWarmUp ? ['sparsityWeight'] : []),
]

const samplingNoise = (noise: TensorMap): SpikeAndSlabNoise => ({
  eps: tensorNamed(noise, 'eps'),
  eta: tensorNamed(noise, 'eta'),
})

const asSpikeAndSlab = (posterior: TensorMap): SpikeAndSlab => ({
  mu: tensorNamed(posterior, 'mu'),
  logVar: tensorNamed(posterior, 'logVar'),
  logGamma: tensorNamed(posterior, 'logGamma'),
})
