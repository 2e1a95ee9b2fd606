import type { Scalar, Tensor2D } from '@tensorflow/tfjs'
import { createEngine, describeEngines, type EngineName, type TrainingProgram } from '@vsc/engine'
import { createRng } from '@vsc/random'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createVsc, type Trunks, type VscConfigInput } from '../src/index.js'
import { convTrunks } from './conv-trunks.js'

// A whole VSC training step, traced and run by ONNX Runtime on the processor and on WebGPU, against the same step run op by op by TensorFlow.js.

const B = 16
const M = 24
const base = { dataDim: M, latentDim: 6, hiddenDim: 20, pseudoInputCount: 5, alpha: 0.1 }
const configs: readonly (readonly [string, Partial<VscConfigInput>, Trunks?])[] = [
  ['paper', {}],
  ['reference', { variant: 'reference' }],
  ['fixed prior, Bernoulli', { prior: 'fixed', likelihood: 'bernoulli' }],
  ['convolutional', { logVarBounds: [-12, 6], initialSpikeBias: -0.5 }, convTrunks],
  [
    'every option',
    {
      spikeGradientLeak: 0.2,
      logVarBounds: [-12, 6],
      pseudoInputSpikes: 'clamp',
      klSlab: 'interpolated',
      mean: 'tanh',
    },
  ],
]

async function trainingOn(
  name: EngineName,
  config: Partial<VscConfigInput>,
  trunks?: Trunks,
): Promise<TrainingProgram> {
  const model = createVsc({ ...base, ...config }, trunks)
  const engine = await createEngine({ name })
  return engine.training({
    parameters: model.init({ rng: createRng(1) }),
    inputs: {
      x: { shape: [B, M] },
      eps: { shape: [B, 6] },
      eta: { shape: [B, 6] },
      lambda: { shape: [] },
      slope: { shape: [] },
    },
    loss: (p, { x, eps, eta, lambda, slope }) =>
      model.objective(p, x as Tensor2D, { eps: eps!, eta: eta! }, { lambda: lambda as Scalar, slope: slope as Scalar }),
    // Adam divides by the gradient's size: with its usual epsilon a gradient that is 0 but for rounding moves a parameter
    // a whole step, in a direction that rounding decides.
    adam: { clipNorm: 100, epsilon: 1e-2 },
  })
}

const webGpu = (await describeEngines()).find(({ name }) => name === 'onnx:webgpu')!

const cases = (['onnx:cpu', 'onnx:webgpu'] as const).flatMap((name) =>
  configs.map(([title, config, trunks]) => ({ name, title, config, trunks })),
)
for (const { name, title, config, trunks } of cases) {
  const skipped = name === 'onnx:webgpu' && !webGpu.available
  const what = `a VSC training step on ${name}: ${title}${skipped ? ` (${webGpu.detail})` : ''}`
  // A software adapter compiles the programs of a GPU, a second each, the first time that it meets them.
  describe.skipIf(skipped)(what, { timeout: 300_000 }, () => agreesWithTensorFlow(name, config, trunks))
}

function agreesWithTensorFlow(name: EngineName, config: Partial<VscConfigInput>, trunks?: Trunks): void {
  let eager: TrainingProgram
  let traced: TrainingProgram
  beforeAll(async () => {
    eager = await trainingOn('tfjs:cpu', config, trunks)
    traced = await trainingOn(name, config, trunks)
  })
  afterAll(() => Promise.all([eager.dispose(), traced.dispose()]))

  it('agrees over 20 steps: loss, terms, gradient norm and parameters', async () => {
    const rng = createRng(2)
    for (let step = 0; step < 20; step++) {
      const inputs = {
        x: rng.fork('x', step).fillUniform(new Float32Array(B * M)),
        eps: rng.fork('eps', step).fillNormal(new Float32Array(B * 6)),
        eta: rng.fork('eta', step).fillUniform(new Float32Array(B * 6)),
        lambda: step / 20,
        slope: 50 + step,
      }
      const expected = await eager.step(inputs, { learningRate: 1e-3 })
      const found = await traced.step(inputs, { learningRate: 1e-3 })
      // float32 rounding grows along the steps: 20 steps of a loss around 30 stay within a few 1e-5 of it
      expectClose(found.loss, expected.loss, `loss of step ${step}`)
      expectClose(found.gradientNorm, expected.gradientNorm, `gradient norm of step ${step}`)
      expect(Object.keys(found.terms)).toEqual(Object.keys(expected.terms))
      for (const [name, value] of Object.entries(expected.terms))
        expectClose(found.terms[name]!, value, `${name} of step ${step}`)
    }
    const parameters = await traced.parameters()
    for (const [name, { data }] of Object.entries(await eager.parameters())) {
      data.forEach((value, i) => {
        expect(Math.abs(parameters[name]!.data[i]! - value), `${name}[${i}]`).toBeLessThan(1e-5)
      })
    }
  })
}

function expectClose(found: number, expected: number, what: string): void {
  expect(Math.abs(found - expected), `${what}: ${found}, expected ${expected}`).toBeLessThan(
    1e-4 * Math.max(1, Math.abs(expected)),
  )
}
