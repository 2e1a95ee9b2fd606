import * as tf from '@tensorflow/tfjs'
import { tensorNamed } from '@vsc/core'
import { beforeAll, describe, expect, it } from 'vitest'
import { aggregatePosterior } from '../src/aggregate-posterior.js'
import { expectClose } from './expect-close.js'
import { gradientsOf } from './gradients.js'
import { byOurNames, modelOf, referenceCases } from './reference.js'
import { useCpuBackend } from './use-cpu-backend.js'

beforeAll(useCpuBackend)

// float32 carries 6e-8 per rounding, and the sums here have up to 20 terms; a likelihood with a small variance multiplies
// what rounding z carries by a few hundred.
const tolerance = 1e-5

describe.each(referenceCases)('the independent program, $file', ({ reference }) => {
  it('agrees on every intermediate, example by example', () => {
    tf.tidy(() => {
      const { settings, expected } = reference
      const { loss: _, ...intermediates } = expected
      const model = modelOf(reference)
      const { p, x, noise } = inputs()
      const q = { mu: tensorNamed(model.encode(p, x), 'mu'), logVar: tensorNamed(model.encode(p, x), 'logVar') }
      const z = model.sample(q, noise)
      const densities = settings.model === 'beta-tcvae' ? aggregatePosterior(z, q, settings) : {}
      const found: Record<string, tf.Tensor> = { ...q, z, ...densities, ...model.evaluate(p, x, noise) }
      for (const [name, values] of Object.entries(intermediates)) expectClose(found[name]!, values, tolerance, name)
    })
  })

  it('agrees on the loss, its terms and the gradient of every parameter', () => {
    tf.tidy(() => {
      const { expected, gradients } = reference
      const model = modelOf(reference)
      const { p, x, noise } = inputs()
      const { loss, terms } = model.objective(p, x, noise, {})
      expectClose(loss, expected.loss, tolerance, 'loss')
      for (const name of Object.keys(terms).filter((name) => name in expected))
        expectClose(terms[name]!, tf.mean(expected[name] as number[]).dataSync(), tolerance, name)

      const found = gradientsOf((p) => model.objective(p, x, noise, {}).loss, p)
      const wanted = byOurNames(gradients)
      expect(Object.keys(found)).toEqual(Object.keys(wanted))
      for (const [name, values] of Object.entries(wanted))
        expectClose(found[name]!, Array.from(values.dataSync()), tolerance, `gradient of ${name}`)
    })
  })

  const inputs = () => ({
    p: byOurNames(reference.params),
    x: tf.tensor2d(reference.x as number[][]),
    noise: { eps: tf.tensor2d(reference.eps as number[][]) },
  })
})
