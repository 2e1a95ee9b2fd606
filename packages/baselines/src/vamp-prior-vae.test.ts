import * as tf from '@tensorflow/tfjs'
import { tensorNamed } from '@vsc/core'
import type { TensorMap } from '@vsc/engine'
import { createRng } from '@vsc/random'
import { beforeAll, describe, expect, it } from 'vitest'
import { expectClose } from '../test/expect-close.js'
import { expectCentralDifferences } from '../test/gradients.js'
import { logDensityGiven, logSumExp, mean } from '../test/plain-gaussian.js'
import { sceneOf, tiny } from '../test/scene.js'
import { useCpuBackend } from '../test/use-cpu-backend.js'
import { createVampPriorVae } from './vamp-prior-vae.js'

beforeAll(useCpuBackend)

const K = 4
const model = createVampPriorVae({ ...tiny, pseudoInputCount: K })

const plain = (posterior: TensorMap) => ({
  mu: tensorNamed(posterior, 'mu').arraySync(),
  logVar: tensorNamed(posterior, 'logVar').arraySync(),
})

describe('createVampPriorVae', () => {
  it('measures log q(z|x) - log (1/K) sum_k q(z|u_k) at the sample', () => {
    const { p, x, noise } = sceneOf(model)
    const posterior = model.encode(p, x)
    const [q, r] = [plain(posterior), plain(model.encode(p, tensorNamed(p, 'pseudoInputs')))]
    const z = model.sample(posterior, noise).arraySync()
    const byHand = z.map((row, i) => {
      const logPrior = logSumExp(r.mu.map((_, k) => logDensityGiven(r, k, row))) - Math.log(K)
      return logDensityGiven(q, i, row) - logPrior
    })
    expectClose(model.evaluate(p, x, noise).kl!, byHand, 1e-5)

    const { loss, terms } = model.objective(p, x, noise, {})
    expectClose(terms.kl!, mean(byHand), 1e-5)
    expectClose(loss, tf.sub(terms.kl!, terms.logLikelihood!).dataSync(), 1e-6)
  })

  it('is at most log K where an example is a pseudo-input itself, and 0 where all are', () => {
    const { p, x, noise } = sceneOf(model)
    const first = tf.tile(x.slice(0, 1), [5, 1])
    const others = x.slice(1, K - 1)
    const { kl } = model.evaluate({ ...p, pseudoInputs: tf.concat([x.slice(0, 1), others]) }, first, noise)
    for (const value of kl!.dataSync()) expect(value).toBeLessThan(Math.log(K) + 1e-5)
    const same = model.evaluate({ ...p, pseudoInputs: first.slice(0, K) }, first, noise)
    expectClose(same.kl!, [0, 0, 0, 0, 0], 1e-5)
  })

  it('shares its KL divergence out among latents, an upper bound of its mean over samples', () => {
    const { p, x } = sceneOf(model)
    const posterior = model.encode(p, x)
    const [q, r] = [plain(posterior), plain(model.encode(p, tensorNamed(p, 'pseudoInputs')))]
    const found = model.latentKl(p, x).arraySync() as number[][]
    const rng = createRng(9)
    found.forEach((perLatent, i) => {
      const draws = Array.from({ length: 4000 }, () => {
        const z = q.mu[i]!.map((mu, j) => mu + Math.exp(q.logVar[i]![j]! / 2) * rng.normal())
        return logDensityGiven(q, i, z) - logSumExp(r.mu.map((_, k) => logDensityGiven(r, k, z))) + Math.log(K)
      })
      // sum + log K - H(w) is at least the KL divergence, and H(w) at most log K
      expect(mean(perLatent) * tiny.latentDim + Math.log(K)).toBeGreaterThan(mean(draws) - 0.05)
      expect(perLatent.every((kl) => kl > -1e-6)).toBe(true)
    })
  })

  it('leaves a latent without KL divergence where all pseudo-inputs are the example itself', () => {
    const { p, x } = sceneOf(model)
    const same = tf.tile(x.slice(0, 1), [K, 1])
    expectClose(model.latentKl({ ...p, pseudoInputs: same }, x.slice(0, 1)), [0, 0, 0], 1e-5)
  })

  it('has the gradient that central differences find, pseudo-inputs included', () => {
    const { p, x, noise } = sceneOf(model)
    expect(p).toHaveProperty('pseudoInputs')
    expectCentralDifferences((p) => model.objective(p, x, noise, {}).loss, p)
  })

  it('starts its pseudo-inputs as different examples, as far as there are any', () => {
    const examples = Float32Array.from({ length: 3 * tiny.dataDim }, (_, i) => 100 + Math.floor(i / tiny.dataDim))
    const { pseudoInputs } = model.init({ rng: createRng(1), examples })
    const rows = Array.from({ length: K }, (_, k) => [
      ...pseudoInputs!.data.slice(k * tiny.dataDim, (k + 1) * tiny.dataDim),
    ])
    expect(
      rows
        .slice(0, 3)
        .map((row) => row[0]!)
        .sort(),
    ).toEqual([100, 101, 102])
    for (const row of rows.slice(0, 3)) expect(new Set(row).size).toBe(1)
    expect(Math.max(...rows[3]!.map(Math.abs))).toBeLessThan(1)

    const without = model.init({ rng: createRng(1) })
    expect(Math.max(...without.pseudoInputs!.data.map(Math.abs))).toBeLessThan(1)
  })
})
