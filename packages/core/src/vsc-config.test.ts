import { describe, expect, it } from 'vitest'
import { CoreError } from './errors.js'
import { valueAt } from './schedule.js'
import { createVsc } from './vsc.js'
import { priorSparsity, slopeSchedule, type VscConfigInput, vscConfigSchema } from './vsc-config.js'

const dims = { dataDim: 8, latentDim: 3 }
const config = (options: Partial<VscConfigInput> = {}) => createVsc({ ...dims, ...options }).config

describe('priorSparsity', () => {
  const dims = { dataDim: 6, latentDim: 40 }
  it('is alpha, or the spikes of an example over J, which may not fill all latents', () => {
    const of = (config: Partial<VscConfigInput>) => priorSparsity(vscConfigSchema.parse({ ...dims, ...config }))
    expect(of({ alpha: 0.3 })).toBe(0.3)
    expect(of({ alpha: { spikes: 8 } })).toBe(0.2)
    expect(of({ latentDim: 4, alpha: { spikes: 8 } })).toBe(0.6)
  })
})

describe('vscConfigSchema', () => {
  it('takes the defaults of its variant', () => {
    expect(config()).toMatchObject({
      ...{ variant: 'paper', mean: 'linear', selection: 'sharpened', warmUp: 'variance' },
      ...{ pseudoInputSpikes: 'plain', klVarianceOffset: 0, spikeGradientLeak: 0, logVarBounds: null },
    })
    expect(config({ variant: 'reference' })).toMatchObject({
      ...{ variant: 'reference', mean: 'sigmoid', selection: 'sigmoid', warmUp: 'log-variance' },
      ...{ pseudoInputSpikes: 'squash', klVarianceOffset: 1e-6, spikeGradientLeak: 0, logVarBounds: null },
    })
  })

  it('lets every key of the variant be set on its own', () => {
    const own: Partial<VscConfigInput> = {
      ...{ mean: 'tanh', selection: 'sharpened', warmUp: 'variance', pseudoInputSpikes: 'clamp', klVarianceOffset: 0 },
    }
    expect(config({ variant: 'reference', ...own })).toMatchObject(own)
  })

  it('gives a complete configuration that means the same when read again', () => {
    const complete = config({ variant: 'reference', logVarBounds: [-12, 6] })
    expect(createVsc(JSON.parse(JSON.stringify(complete))).config).toEqual(complete)
  })

  it('lists every problem at once, with the path of its key', () => {
    const create = () =>
      createVsc({
        latentDim: 0,
        ...{ alpha: 1, selection: 'softmax', logVarBounds: [6, -12], spikeGradientLeak: 2, latentdim: 3 },
      } as unknown as VscConfigInput)
    expect(create).toThrow(CoreError)
    expect(create).toThrow(expect.objectContaining({ code: 'INVALID_CONFIG' }))
    expect(create).toThrowErrorMatchingInlineSnapshot(`
      [CoreError: the VSC configuration is not valid:
        - dataDim: Invalid input: expected number, received undefined
        - latentDim: Too small: expected number to be >=1
        - logVarBounds: the lower bound must be less than the upper
        - spikeGradientLeak: Too big: expected number to be <=1
        - alpha: Too big: expected number to be <1
        - selection: Invalid option: expected one of "sharpened"|"sigmoid"|"posterior"
        - latentdim: there is no such key; check its spelling or remove it]
    `)
  })

  it.each([
    ['nothing', undefined],
    ['NaN', { ...dims, alpha: Number.NaN }],
    ['an infinity', { ...dims, initialSpikeBias: Number.NEGATIVE_INFINITY }],
    ['a negative variance floor', { ...dims, varianceFloor: -1 }],
    ['half a latent', { ...dims, latentDim: 2.5 }],
  ])('refuses %s', (_, input) => {
    expect(() => createVsc(input as VscConfigInput)).toThrow(expect.objectContaining({ code: 'INVALID_CONFIG' }))
  })
})

describe('slopeSchedule', () => {
  it('rises from 50 to 200 in the paper, and stays 100 in the authors’ program', () => {
    expect([0, 500, 1000].map((i) => valueAt(slopeSchedule('paper', 1000), i))).toEqual([50, 125, 200])
    expect(valueAt(slopeSchedule('reference', 1000), 500)).toBe(100)
  })
})
