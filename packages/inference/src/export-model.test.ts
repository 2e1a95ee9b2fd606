import { baselineFamilies } from '@vsc/baselines'
import { vscFamily } from '@vsc/core'
import { applyPreparation, preparationNames, preparationOf, preparationSchema, prepare, smileyDataSet } from '@vsc/data'
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

it.each(preparationNames)('the metadata alone tell how raw examples are to be prepared: %s', async (name) => {
  const { read } = data
  const scaled = (indices: ArrayLike<number>, out?: Float32Array) => read(indices, out).map((x) => 3 * x - 1)
  const raw = { ...data, range: [-1, 2] as const, read: scaled }
  const prepared = prepare(raw, name)
  const model = vscFamily.create(vscFamily.settings.parse({ hiddenDim: 8 }), {
    dataDim: 1024,
    latentDim: 3,
    exampleCount: 60,
  })
  const parameters = model.init({ rng: createRng(1), examples: prepared.read([...Array(60).keys()]) })
  const engine = await createEngine({ name: 'onnx:cpu', threads: 1 })
  const { means } = await evaluateModel({ engine, model, parameters, data: prepared, batchSize: 60, seed: 1 })
  const { encoder } = exportModel({
    model,
    parameters,
    data: { ...prepared, preparation: preparationOf(raw, name), layout: { range: raw.range } },
  })

  const said = JSON.parse(metadataOf(encoder).data!)
  expect(said.layout).toEqual({ range: [-1, 2] })
  const x = applyPreparation(preparationSchema.parse(said.preparation), raw.read([0, 1, 2]), 1024)
  const { results } = await run(encoder, { x: new ort.Tensor(x, [3, 1024]) })
  expectClose(results.mu!.data as Float32Array, means.data)
})

/** The `metadata_props` (field 14) of a ModelProto, each a key (1) and a value (2). */
function metadataOf(model: Uint8Array): Record<string, string> {
  const text = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString('utf8')
  const entries = fieldsOf(model).filter(({ field }) => field === 14)
  return Object.fromEntries(
    entries.map(({ bytes }) => {
      const parts = new Map(fieldsOf(bytes).map(({ field, bytes }) => [field, text(bytes)]))
      return [parts.get(1) ?? '', parts.get(2) ?? '']
    }),
  )
}

function fieldsOf(bytes: Uint8Array): { field: number; bytes: Uint8Array }[] {
  const fields: { field: number; bytes: Uint8Array }[] = []
  let at = 0
  const varint = () => {
    let [value, scale] = [0, 1]
    for (;;) {
      const byte = bytes[at++]!
      value += (byte & 0x7f) * scale
      if (byte < 0x80) return value
      scale *= 128
    }
  }
  while (at < bytes.length) {
    const tag = varint()
    if (tag % 8 !== 2) {
      varint()
      continue
    }
    const length = varint()
    fields.push({ field: Math.floor(tag / 8), bytes: bytes.subarray(at, at + length) })
    at += length
  }
  return fields
}

function expectClose(found: Float32Array, expected: Float32Array) {
  expect(found.length).toBeGreaterThan(0)
  const off = found.reduce((most, value, i) => Math.max(most, Math.abs(value - expected[i]!)), 0)
  expect(off).toBeLessThan(1e-5)
}
