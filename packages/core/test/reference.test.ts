import * as tf from '@tensorflow/tfjs'
import type { TensorMap } from '@vsc/engine'
import { beforeAll, describe, expect, it } from 'vitest'
import { dense } from '../src/dense.js'
import {
  createNetworks,
  createVsc,
  fixedPrior,
  klPairs,
  klSpikeAndSlab,
  sampleSoft,
  tensorNamed,
} from '../src/index.js'
import { createLikelihood } from '../src/likelihood.js'
import { selectedKl, selectedSpikeProbability, sparsityTerm } from '../src/objective.js'
import { boundSpikes } from '../src/pseudo-inputs.js'
import { recognitionHeads, type SpikeAndSlab, spikeAndSlab } from '../src/recognition.js'
import { warmUpSlab } from '../src/sampling.js'
import { type LearnedSelection, selectionWeights } from '../src/selection.js'
import { priorSparsity } from '../src/vsc-config.js'
import { expectClose } from './expect-close.js'
import { byOurNames, configOf, type ReferenceCase, referenceCases } from './reference.js'
import { useCpuBackend } from './use-cpu-backend.js'

beforeAll(useCpuBackend)

// float32 carries 6e-8 per rounding. Sums of up to 20 terms of the size of the result leave about 1e-6; the sampler
// multiplies the rounding of eta - 1 + gamma by a slope of up to 200, and what follows z inherits it.
const exactTolerance = 1e-6
const afterSamplingTolerance = 1e-5

describe.each(referenceCases)('the independent program, $file', ({ reference }) => {
  it('agrees on every intermediate', () => {
    tf.tidy(() => {
      const found = intermediates(reference)
      const { loss: _, ...expected } = reference.expected
      expect(Object.keys(found).sort()).toEqual(Object.keys(expected).sort())
      for (const [name, values] of Object.entries(expected)) {
        const sampled = name === 'z' || name === 'logLikelihood'
        expectClose(found[name]!, values, sampled ? afterSamplingTolerance : exactTolerance, name)
      }
    })
  })

  it('agrees on the loss, its terms and the gradient of every parameter', () => {
    tf.tidy(() => {
      const { expected, gradients } = reference
      const vsc = createVsc(configOf(reference))
      const p = byOurNames(reference.params)
      const { x, noise, schedule } = inputs(reference)

      const { loss, terms } = vsc.objective(p, x, noise, schedule)
      expectClose(loss, expected.loss, afterSamplingTolerance, 'loss')
      for (const name of ['logLikelihood', 'kl', 'sparsity']) {
        const values = expected[name] as number[] | undefined
        if (values) expectClose(terms[name]!, tf.mean(values).dataSync(), afterSamplingTolerance, name)
        else expect(terms).not.toHaveProperty(name)
      }

      const names = Object.keys(p)
      const lossOf = (...values: tf.Tensor[]) =>
        vsc.objective(Object.fromEntries(names.map((name, i) => [name, values[i]!])), x, noise, schedule).loss
      const found = tf.grads(lossOf)(Object.values(p))
      const wanted = byOurNames(gradients)
      expect(Object.keys(wanted)).toEqual(names)
      names.forEach((name, i) => {
        expectClose(found[i]!, Array.from(wanted[name]!.dataSync()), afterSamplingTolerance, `gradient of ${name}`)
      })
    })
  })
})

function inputs({ x, eps, eta, settings }: ReferenceCase) {
  return {
    x: tf.tensor2d(x as number[][]),
    noise: { eps: tf.tensor2d(eps as number[][]), eta: tf.tensor2d(eta as number[][]) },
    schedule: { lambda: tf.scalar(settings.lambda), slope: tf.scalar(settings.slope) },
  }
}

/** What the program calls its intermediates, out of the building blocks of the objective, one encoder pass for each input. */
function intermediates(reference: ReferenceCase): TensorMap {
  const { config } = createVsc(configOf(reference))
  const p = byOurNames(reference.params)
  const { x, noise, schedule } = inputs(reference)
  const likelihood = createLikelihood(config)
  const alpha = priorSparsity(config)
  const heads = { posterior: recognitionHeads, likelihood: likelihood.heads }
  const { encoder, decoder } = createNetworks(config, heads)
  const recognise = (x: tf.Tensor2D): SpikeAndSlab => spikeAndSlab(encoder.apply(p, x), config)

  const q = recognise(x)
  const z = sampleSoft(warmUpSlab(q, schedule.lambda, config.warmUp), noise, schedule.slope)
  const logLikelihood = likelihood.logProb(decoder.apply(p, z), x)
  const options = { varianceOffset: config.klVarianceOffset }
  if (config.prior === 'fixed') return { ...q, z, logLikelihood, kl: klSpikeAndSlab(q, fixedPrior(alpha), options) }

  const r = boundSpikes(recognise(tensorNamed(p, 'pseudoInputs')), config.pseudoInputSpikes)
  const selection = selectionWeights(dense(p, 'selection', x), config.selection as LearnedSelection)
  const pairs = klPairs(q, r, options)
  const gbar = selectedSpikeProbability(selection, r)
  return {
    ...{ ...q, z, logLikelihood, selection, gbar },
    gammaU: tf.exp(r.logGamma),
    klPairs: pairs,
    kl: selectedKl(selection, pairs),
    sparsity: sparsityTerm(gbar, alpha, config.latentDim),
  }
}
