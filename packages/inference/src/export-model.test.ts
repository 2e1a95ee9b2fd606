import { baselineFamilies } from '@vsc/baselines'
import { vscFamily } from '@vsc/core'
import { smileyDataSet } from '@vsc/data'
import { createEngine } from '@vsc/engine'
import { createRng } from '@vsc/random'
import * as ort from 'onnxruntime-node'
import { expect, it } from 'vitest'
import { decodeCodes } from './decode-codes.js'
import { evaluateModel } from './evaluate-model.js'
import { exportModel } from './export-model.js'

const data = smileyDataSet({ count: 60, seed: 1 })

const run = async (file: Uint8Array, input: Record<string, ort.Tensor>) => {
  const session = await ort.InferenceSession.create(file)
  const results = await session.run(input)
  return { session, results: results as Record<string, ort.Tensor> }
}

const families = [vscFamily, ...baselineFamilies]
const likelihoods = ['gaussian', 'bernoulli'] as const

it.each(families.flatMap((family) => likelihoods.map((likelihood) => ({ family, likelihood }))))(
  'ONNX Runtime agrees with $family.name, $likelihood, at every size of batch',
  async ({ family, likelihood }) => {
    const settings = family.settings.parse({ likelihood, hiddenDim: 16 })
    const model = family.create(settings, { dataDim: 1024, latentDim: 5, exampleCount: 60 })
    const parameters = model.init({ rng: createRng(1), examples: data.read([...Array(60).keys()]) })
    const engine = await createEngine({ name: 'onnx:cpu', threads: 1 })
    const { means, logVars, gammas, codes } = await evaluateModel({
      engine,
      model,
      parameters,
      data,
      batchSize: 60,
      seed: 1,
    })
    const decoded = await decodeCodes({ engine, model, parameters, codes })
    const { encoder, decoder } = exportModel({ model, parameters, metadata: { data: 'smiley' } })

    for (const rows of [1, 7, 60]) {
      const x = new ort.Tensor(data.read([...Array(rows).keys()]), [rows, 1024])
      const { session, results } = await run(encoder, { x })
      expect([...session.outputNames].sort()).toEqual(
        ['gamma', 'logVar', 'mu'].filter((key) => gammas || key !== 'gamma'),
      )
      for (const [key, matrix] of [
        ['mu', means],
        ['logVar', logVars],
        ['gamma', gammas],
      ] as const) {
        if (matrix === undefined) continue
        expect(results[key]!.dims).toEqual([rows, 5])
        expectClose(results[key]!.data as Float32Array, matrix.data)
      }
      const z = new ort.Tensor(codes.data.slice(0, rows * 5), [rows, 5])
      const { results: likelihoods } = await run(decoder, { z })
      expect(likelihoods.mean!.dims).toEqual([rows, 1024])
      expectClose(likelihoods.mean!.data as Float32Array, decoded)
      expect(Object.keys(likelihoods).includes('logVar')).toBe(likelihood === 'gaussian')
    }
  },
)

function expectClose(found: Float32Array, expected: Float32Array) {
  const off = found.reduce((most, value, i) => Math.max(most, Math.abs(value - expected[i]!)), 0)
  expect(off).toBeLessThan(1e-5)
}
