import { createHash } from 'node:crypto'
import { createVsc, type LatentModel, mlp } from '@vsc/core'
import { smileyDataSet } from '@vsc/data'
import { createRng } from '@vsc/random'
import { expect, it } from 'vitest'
import { createBetaTcVae, createBetaVae, createDipVae, createFactorVae, createVampPriorVae } from '../src/index.js'

// The names, shapes, order and bits that parameters started with before trunks could be chosen: checkpoints of then still fit.

const dims = { dataDim: 1024, latentDim: 4, hiddenDim: 8 }
const discriminator = { discriminatorHiddenDim: 6, discriminatorLayerCount: 2 }
const before: readonly (readonly [string, LatentModel, string])[] = [
  ['VSC', createVsc({ ...dims, pseudoInputCount: 3, pseudoInputInit: 'examples' }), '4b15446eb2f8a984'],
  [
    'VSC without a selection layer',
    createVsc({ ...dims, pseudoInputCount: 3, pseudoInputInit: 'examples', selection: 'posterior' }),
    '7481f620ca1e8df1',
  ],
  [
    'VSC under the fixed prior, Bernoulli',
    createVsc({ ...dims, prior: 'fixed', likelihood: 'bernoulli', initialSpikeBias: -1 }),
    '2c775160f29ab701',
  ],
  ['VSC as released', createVsc({ ...dims, variant: 'reference' }), '03a8472faf75f96c'],
  ['beta-VAE', createBetaVae(dims), '16465798a6700ccc'],
  ['beta-VAE, Bernoulli', createBetaVae({ ...dims, likelihood: 'bernoulli' }), '266779d61fedbbe9'],
  ['beta-TCVAE', createBetaTcVae({ ...dims, datasetSize: 60 }), '16465798a6700ccc'],
  ['FactorVAE', createFactorVae({ ...dims, ...discriminator }), 'bf9b18a44e07025a'],
  ['DIP-VAE', createDipVae(dims), '16465798a6700ccc'],
  ['VampPrior VAE', createVampPriorVae({ ...dims, pseudoInputCount: 5 }), '1cfb679a0b9846f2'],
]

const examples = smileyDataSet({ count: 60, seed: 1 }).read([...Array(10).keys()])

function digestOf(model: LatentModel): string {
  const hash = createHash('sha256')
  for (const [name, { shape, data }] of Object.entries(model.init({ rng: createRng(1), examples })))
    hash.update(`${name} ${shape.join('x')}\n`).update(data)
  return hash.digest('hex').slice(0, 16)
}

it.each(before)('%s starts with the same bits', (_, model, digest) => {
  expect(digestOf(model)).toBe(digest)
  expect(model.config).not.toHaveProperty('encoder')
})

it('a perceptron of the same width as trunk has the same parameters, and is written down', () => {
  const trunk = mlp({ hiddenDim: 8 })
  const model = createBetaVae({ dataDim: 1024, latentDim: 4 }, { encoder: trunk, decoder: trunk })
  expect(digestOf(model)).toBe('16465798a6700ccc')
  expect(model.config).toMatchObject({ encoder: { name: 'mlp', config: { hiddenDim: 8 } } })
})
