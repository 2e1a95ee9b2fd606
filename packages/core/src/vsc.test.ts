import * as tf from '@tensorflow/tfjs'
import type { TensorMap } from '@vsc/engine'
import { createRng } from '@vsc/random'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { expectClose } from '../test/expect-close.js'
import { toTensors } from '../test/to-tensors.js'
import { useCpuBackend } from '../test/use-cpu-backend.js'
import { excessUsage } from './usage.js'
import { createVsc } from './vsc.js'
import type { VscConfigInput } from './vsc-config.js'

beforeAll(useCpuBackend)

const dims = { dataDim: 6, latentDim: 4, hiddenDim: 8, pseudoInputCount: 3, alpha: 0.2 }
const batch = 5

/** A model with parameters, a batch and noise, all from one seed; spikes start below 1, so that every gradient is alive. */
function scene(options: Partial<VscConfigInput> = {}, seed = 1) {
  const rng = createRng(seed)
  const vsc = createVsc({ ...dims, initialSpikeBias: -0.7, ...options })
  const draw = (name: string, width: number, fill: 'fillNormal' | 'fillUniform') =>
    tf.tensor2d(rng.fork(name)[fill](new Float32Array(batch * width)), [batch, width])
  return {
    vsc,
    p: toTensors(vsc.init({ rng })),
    x: draw('x', dims.dataDim, 'fillUniform'),
    noise: { eps: draw('eps', dims.latentDim, 'fillNormal'), eta: draw('eta', dims.latentDim, 'fillUniform') },
  }
}

const at = (lambda: number, slope: number, klWeight = 0.7, sparsityWeight = 2) => ({
  lambda: tf.scalar(lambda),
  slope: tf.scalar(slope),
  klWeight: tf.scalar(klWeight),
  sparsityWeight: tf.scalar(sparsityWeight),
})

describe('init', () => {
  const shapes = (options: Partial<VscConfigInput>) =>
    Object.fromEntries(
      Object.entries(createVsc({ ...dims, ...options }).init({ rng: createRng(1) })).map(([name, { shape }]) => [
        name,
        shape.join('x'),
      ]),
    )

  it('has heads merged, three of the encoder and two of a Gaussian decoder', () => {
    expect(shapes({})).toEqual({
      'encoder/hidden/kernel': '6x8',
      'encoder/hidden/bias': '8',
      'encoder/heads/kernel': '8x12',
      'encoder/heads/bias': '12',
      'decoder/hidden/kernel': '4x8',
      'decoder/hidden/bias': '8',
      'decoder/heads/kernel': '8x12',
      'decoder/heads/bias': '12',
      pseudoInputs: '3x6',
      'selection/kernel': '6x3',
      'selection/bias': '3',
    })
    expect(shapes({ likelihood: 'bernoulli' })).toMatchObject({ 'decoder/heads/kernel': '8x6' })
  })

  it('has neither pseudo-inputs nor selection under the fixed prior, and the same networks', () => {
    const { pseudoInputs: _, 'selection/kernel': __, 'selection/bias': ___, ...networks } = shapes({})
    expect(shapes({ prior: 'fixed' })).toEqual(networks)
  })

  it('starts the bias of the spikes, and no other, where it is told', () => {
    const { 'encoder/heads/bias': bias } = createVsc({ ...dims, initialSpikeBias: -3 }).init({ rng: createRng(1) })
    expect([...bias!.data]).toEqual([0, 0, 0, 0, 0, 0, 0, 0, -3, -3, -3, -3])
  })

  it('gives the same parameters for the same seed', () => {
    const init = (seed: number) => createVsc(dims).init({ rng: createRng(seed) })
    expect(init(7)).toEqual(init(7))
    expect(init(7)).not.toEqual(init(8))
  })
})

describe('objective', () => {
  it.each<Partial<VscConfigInput>>([
    { variant: 'paper' },
    { variant: 'reference' },
    { prior: 'fixed' },
    { prior: 'fixed', variant: 'reference', klSlab: 'interpolated' },
    { likelihood: 'bernoulli', selection: 'sigmoid' },
    { klSlab: 'interpolated', warmUp: 'variance' },
    { klSlab: 'interpolated', warmUp: 'log-variance' },
    { selection: 'posterior', spikeActivation: 'sigmoid' },
    { maximises: 'elboMixture', selection: 'sigmoid', klWarmUp: true },
    { maximises: 'elboMixture', selection: 'posterior', sparsityOver: 'batch', klWarmUp: true, sparsityWarmUp: true },
    { usageLimit: 0.2, usageWeight: 3, selection: 'sigmoid', sparsityWarmUp: true },
    { usageLimit: 0.2, usageOf: 'posterior', usageWeight: 3, selection: 'posterior' },
    { usageLimit: 0.2, usageOf: 'posterior', usageWeight: 3, prior: 'fixed', sparsityWarmUp: true },
    { prior: 'fixed', klWarmUp: true, sparsityWarmUp: true },
    { mean: 'tanh', pseudoInputSpikes: 'clamp', logVarBounds: [-12, 6], klVarianceOffset: 1e-3 },
  ])('has the gradient that central differences find, for every parameter: %o', (options) => {
    tf.tidy(() => {
      const { vsc, p, x, noise } = scene(options)
      const schedule = at(0.6, 5) // a gentle slope, for which a finite step is small
      const names = Object.keys(p)
      const lossAt = (values: tf.Tensor[]) =>
        vsc.objective(Object.fromEntries(names.map((name, i) => [name, values[i]!])), x, noise, schedule).loss
      const gradients = tf.grads((...values) => lossAt(values))(Object.values(p))

      names.forEach((name, i) => {
        const direction = unitDirection(p[name]!.shape, name)
        const along = (step: number) => {
          const values = Object.values(p)
          values[i] = tf.add(values[i]!, tf.mul(direction, step))
          return lossAt(values).dataSync()[0]!
        }
        // The loss, about 10, carries about 1e-6 of rounding in float32, so 5e-4 of noise over a step of 2e-3; truncation
        // is of the order of the step squared, 1e-6, and a ReLU's kink that is crossed adds of the order of the step.
        const step = 2e-3
        const found = tf.sum(tf.mul(gradients[i]!, direction)).dataSync()[0]!
        const expected = (along(step) - along(-step)) / (2 * step)
        const tolerance = 2e-3 + 5e-3 * Math.abs(expected)
        expect(Math.abs(found - expected), `${name}: ${found}, not ${expected}`).toBeLessThan(tolerance)
      })
    })
  })

  it.each(['pseudo-inputs', 'fixed'] as const)('holds the spikes of the codes to the limit: prior %s', (prior) => {
    const options = { usageLimit: 0.1, usageOf: 'posterior', usageWeight: 3, prior } as const
    const { vsc, p, x, noise } = scene(options)
    const { loss, terms } = vsc.objective(p, x, noise, at(1, 50))
    const expected = excessUsage(tf.mean<tf.Tensor1D>(tf.exp(vsc.encode(p, x).logGamma!), 0), 0.1)
    expectClose(terms.excessUsage!, [expected.dataSync()[0]!], 1e-5)
    const without = scene({ ...options, usageLimit: null }).vsc.objective(p, x, noise, at(1, 50))
    expectClose(tf.sub(loss, without.loss), [3 * expected.dataSync()[0]!], 1e-4)
    const ofPrior = scene({ ...options, usageOf: 'prior' }).vsc.objective(p, x, noise, at(1, 50)).terms.excessUsage
    if (prior === 'fixed') expect(ofPrior).toBeUndefined()
    else expect(Math.abs(ofPrior!.dataSync()[0]! - expected.dataSync()[0]!)).toBeGreaterThan(1e-3)
  })

  it('reports means of the same terms that evaluate gives, and meets it where lambda is 1 and the slope steep', () => {
    const { vsc, p, x, noise } = scene()
    const { loss, terms } = vsc.objective(p, x, noise, at(1, 1e6))
    const examples = vsc.evaluate(p, x, noise)
    expect(Object.keys(terms).sort()).toEqual(Object.keys(examples).sort())
    for (const [name, values] of Object.entries(examples)) {
      expect(values.shape).toEqual([batch])
      expectClose(terms[name]!, tf.mean(values).dataSync(), 1e-5, name)
    }
    expectClose(loss, tf.sub(terms.sparsity!, terms.elbo!).dataSync(), 1e-6)
    expectClose(terms.elbo!, tf.sub(terms.logLikelihood!, terms.kl!).dataSync(), 1e-6)
  })

  it('weighs the divergence by klWeight and the alpha term by sparsityWeight, and reports both unweighed', () => {
    const options = { klWarmUp: true, sparsityWarmUp: true, maximises: 'elboMixture', selection: 'sigmoid' } as const
    const { vsc, p, x, noise } = scene(options)
    expect(vsc.schedules).toEqual(['lambda', 'slope', 'klWeight', 'sparsityWeight'])
    const { loss, terms } = vsc.objective(p, x, noise, at(1, 1e6, 0.25, 3))
    const value = (name: string) => terms[name]!.dataSync()[0]!
    const divergence = value('logLikelihood') - value('elboMixture')
    expect(loss.dataSync()[0]).toBeCloseTo(0.25 * divergence + 3 * value('sparsity') - value('logLikelihood'), 3)
    const whole = createVsc({ ...vsc.config, klWarmUp: false, sparsityWarmUp: false })
    expect(whole.schedules).toEqual(['lambda', 'slope'])
    const full = whole.objective(p, x, noise, at(1, 1e6))
    expect(vsc.objective(p, x, noise, at(1, 1e6, 1, 1)).loss.dataSync()[0]).toBeCloseTo(full.loss.dataSync()[0]!, 4)
  })

  it('takes the alpha term of the batch from the mean of its spikes, and gives none to single examples', () => {
    const { vsc, p, x, noise } = scene({ sparsityOver: 'batch', selection: 'posterior' })
    const { terms } = vsc.objective(p, x, noise, at(1, 50))
    const gbar = terms.priorSpikeProbability!.dataSync()[0]!
    const kl = gbar * Math.log(gbar / dims.alpha) + (1 - gbar) * Math.log((1 - gbar) / (1 - dims.alpha))
    expect(terms.sparsity!.dataSync()[0]).toBeCloseTo(dims.latentDim * kl, 4)
    expect(vsc.evaluate(p, x, noise)).not.toHaveProperty('sparsity')
    expect(Object.keys(p)).not.toContain('selection/kernel')
  })

  it.each<Partial<VscConfigInput>>([
    { prior: 'pseudo-inputs' },
    { prior: 'pseudo-inputs', selection: 'posterior' },
    { prior: 'fixed' },
  ])('shares its KL term out among latents: %o', (options) => {
    const { vsc, p, x, noise } = scene({ ...options, initialSpikeBias: -0.5 })
    const perLatent = vsc.latentKl(p, x)
    expect(perLatent.shape).toEqual([batch, dims.latentDim])
    expectClose(tf.sum(perLatent, 1), [...vsc.evaluate(p, x, noise).kl!.dataSync()], 1e-4)
  })

  it('reports no term of a learned prior under the fixed one', () => {
    const { vsc, p, x, noise } = scene({ prior: 'fixed' })
    const { loss, terms } = vsc.objective(p, x, noise, at(1, 100))
    expect(Object.keys(terms)).toEqual(['elbo', 'logLikelihood', 'kl', 'spikeProbability'])
    expectClose(loss, tf.neg(terms.elbo!).dataSync(), 0)
  })

  it('has a gradient for spikes that are always on only with a leak, and the same loss', () => {
    const alwaysOn = (spikeGradientLeak: number) => {
      const { vsc, p, x, noise } = scene({ spikeGradientLeak, initialSpikeBias: 10 })
      const { value, grad } = tf.valueAndGrad(
        (bias) => vsc.objective({ ...p, 'encoder/heads/bias': bias }, x, noise, at(1, 50)).loss,
      )(p['encoder/heads/bias']!)
      return {
        loss: value.dataSync()[0]!,
        spikeGradient: grad
          .slice(2 * dims.latentDim)
          .abs()
          .sum()
          .dataSync()[0]!,
      }
    }
    const [plain, leaky] = [alwaysOn(0), alwaysOn(0.2)]
    expect(plain.spikeGradient).toBe(0)
    expect(leaky.spikeGradient).toBeGreaterThan(0.01)
    expect(leaky.loss).toBe(plain.loss)
  })

  it.each([-200, 0, 200])('has a finite loss and gradient with every v near %s', (initialSpikeBias) => {
    const { vsc, p, x, noise } = scene({ initialSpikeBias, spikeGradientLeak: 0.2 })
    const gradients = tf.grads(
      (...values) =>
        vsc.objective(Object.fromEntries(Object.keys(p).map((name, i) => [name, values[i]!])), x, noise, at(1, 50))
          .loss,
    )(Object.values(p))
    for (const gradient of gradients) expect(gradient.dataSync().every(Number.isFinite)).toBe(true)
  })

  it('reads no value and leaves no tensor behind but its results', () => {
    const { vsc, p, x, noise } = scene({ spikeGradientLeak: 0.2, logVarBounds: [-12, 6] })
    const schedule = at(0.5, 50)
    const read = vi.spyOn(tf.Tensor.prototype, 'dataSync')
    const before = tf.memory().numTensors
    const results = tf.tidy(() => vsc.objective(p, x, noise, schedule))
    expect(tf.memory().numTensors).toBe(before + 1 + Object.keys(results.terms).length)
    expect(read).not.toHaveBeenCalled()
    read.mockRestore()
  })

  it.each(['pseudo-inputs', 'fixed'] as const)(
    'sees nothing of the slab at lambda = 0 with klSlab interpolated: %s',
    (prior) => {
      const lossWith = (klSlab: 'encoder' | 'interpolated', slabBias: number) => {
        const { vsc, p, x, noise } = scene({ prior, klSlab })
        const bias = tf.add(p['encoder/heads/bias']!, [...new Array(2 * dims.latentDim).fill(slabBias), 0, 0, 0, 0])
        return vsc.objective({ ...p, 'encoder/heads/bias': bias }, x, noise, at(0, 50)).loss.dataSync()[0]!
      }
      expect(lossWith('interpolated', 0.5)).toBeCloseTo(lossWith('interpolated', 0), 4)
      expect(Math.abs(lossWith('encoder', 0.5) - lossWith('encoder', 0))).toBeGreaterThan(0.01)
    },
  )

  it('says which value of the schedule is missing', () => {
    const { vsc, p, x, noise } = scene()
    expect(() => vsc.objective(p, x, noise, { lambda: tf.scalar(1) })).toThrow('"slope" is needed')
  })
})

describe('prior', () => {
  it('is the posteriors of the pseudo-inputs, their spikes bounded as in the objective', () => {
    const { vsc, p } = scene({ pseudoInputSpikes: 'squash' })
    const { mu, logGamma } = vsc.prior(p)
    const r = vsc.encode(p, p.pseudoInputs as tf.Tensor2D)
    const squashed = tf.sigmoid(tf.mul(10, tf.sub(tf.exp(r.logGamma!), 0.5)))
    expectClose(mu!, r.mu!.dataSync(), 1e-6)
    expectClose(tf.exp(logGamma!), squashed.dataSync(), 1e-6)
  })

  it('is N(0, 1) at alpha and nothing else where it is fixed', () => {
    const { vsc, p } = scene({ prior: 'fixed', alpha: 0.2 })
    const { mu, logVar, logGamma } = vsc.prior(p)
    expectClose(mu!, [0, 0, 0, 0], 0)
    expectClose(logVar!, [0, 0, 0, 0], 0)
    expectClose(tf.exp(logGamma!), [0.2, 0.2, 0.2, 0.2], 1e-6)
  })
})

describe('encode, sample, decode', () => {
  it('goes from x [B, M] to z [B, J] to the parameters of p(x|z)', () => {
    const { vsc, p, x, noise } = scene({ mean: 'sigmoid' })
    const posterior = vsc.encode(p, x)
    expect(shapesOf(posterior)).toEqual({ mu: [5, 4], logVar: [5, 4], logGamma: [5, 4] })
    const z = vsc.sample(posterior, noise)
    expect(z.shape).toEqual([5, 4])
    expect(z.dataSync().some((value) => value === 0)).toBe(true)
    const decoded = vsc.decode(p, z)
    expect(shapesOf(decoded)).toEqual({ mean: [5, 6], logVar: [5, 6] })
    expect(decoded.mean!.dataSync().every((value) => value > 0 && value < 1)).toBe(true)
  })

  it('gives the ELBO’s likelihood that evaluate reports', () => {
    const { vsc, p, x, noise } = scene()
    const { mean, logVar } = vsc.decode(p, vsc.sample(vsc.encode(p, x), noise))
    const surprise = tf.add(logVar!, tf.div(tf.square(tf.sub(x, mean!)), tf.exp(logVar!)))
    const byHand = tf.mul(-0.5, tf.sum(tf.add(surprise, Math.log(2 * Math.PI)), 1))
    expectClose(vsc.evaluate(p, x, noise).logLikelihood!, [...byHand.dataSync()], 1e-5)
  })
})

const shapesOf = (tensors: TensorMap) =>
  Object.fromEntries(Object.entries(tensors).map(([name, { shape }]) => [name, shape]))

function unitDirection(shape: number[], name: string): tf.Tensor {
  const size = shape.reduce((a, b) => a * b, 1)
  const normal = tf.tensor(createRng(3).fork(name).fillNormal(new Float32Array(size)), shape)
  return tf.div(normal, tf.norm(normal))
}
