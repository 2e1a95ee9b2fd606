import * as page from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-cpu'
import { baselineFamilies } from '@vsc/baselines'
import { vscFamily } from '@vsc/core'
import { smileyDataSet } from '@vsc/data'
import { createEngine } from '@vsc/engine'
import { decodeCodes, samplePrior } from '@vsc/inference'
import { createRng } from '@vsc/random'
import { beforeAll, expect, it } from 'vitest'
import { readWeights } from '../page/read-weights.js'
import { replay } from '../page/replay.js'
import type { ExplorerContents } from '../src/contents.js'
import { explorerPage } from '../src/explorer-page.js'
import { reviveNumber } from '../src/kernel-program.js'

// What a page holds, read as the page reads it, against what the model itself gives.

const data = smileyDataSet({ count: 40, seed: 1, split: 'test' })

beforeAll(async () => {
  await page.setBackend('cpu')
})

it.each([vscFamily, ...baselineFamilies].map((family) => [family.name, family] as const))('%s', async (_, family) => {
  const dimensions = { dataDim: data.dim, latentDim: 3, exampleCount: data.count }
  const settings = { hiddenDim: 4, likelihood: 'bernoulli' }
  const model = family.create(family.settings.parse(settings) as never, dimensions)
  const examples = data.read(Array.from({ length: data.count }, (_, i) => i))
  const parameters = model.init({ rng: createRng(1), examples })
  const engine = await createEngine({ name: 'tfjs:cpu' })
  const words = { title: family.title, subtitle: '', command: '' }
  const html = await explorerPage({ engine, model, parameters, data, examples: 2, ...words })
  const part = (id: string) => new RegExp(`id="${id}">([^<]*)<`).exec(html)![1]!
  const { programs, weights: entries, model: about } = JSON.parse(part('contents'), reviveNumber) as ExplorerContents
  const weights = readWeights(Buffer.from(part('weights'), 'base64'), entries)
  const { data: z } = await samplePrior({ engine, model, parameters, count: 1, seed: 3 })
  const known = weights.tensors(Object.keys(programs.decode.weights))
  const expected = await decodeCodes({ engine, model, parameters, codes: { rows: 1, columns: 3, data: z } })
  const found = replay(programs.decode, known, { z }).mean!
  expect(found.length).toBe(data.dim)
  found.forEach((value, k) => {
    expect(value).toBeCloseTo(expected[k]!, 5)
  })
  expect(about.spikes).toBe(family.spikes === true)
  expect(about.latents.map(({ index }) => index).sort()).toEqual([0, 1, 2])
  expect([...weights.numbers('examples')]).toEqual([...data.read([0, 1])])
})

it('refuses data of another size, and too few of them', async () => {
  const model = vscFamily.create(vscFamily.settings.parse({ hiddenDim: 4 }) as never, {
    dataDim: 7,
    latentDim: 2,
    exampleCount: 10,
  })
  const given = { model, parameters: {}, title: '', subtitle: '', command: '' }
  const engine = await createEngine({ name: 'tfjs:cpu' })
  await expect(explorerPage({ ...given, engine, data })).rejects.toThrow(
    'the model takes examples of 7 numbers, those of smiley have 1024',
  )
  await expect(explorerPage({ ...given, engine, data: { ...data, dim: 7, count: 1 } })).rejects.toMatchObject({
    code: 'WRONG_DATA',
    message: 'smiley has 1 example: what latents do shows from 2 on',
  })
})
