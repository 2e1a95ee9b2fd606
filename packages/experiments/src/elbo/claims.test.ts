import { groupsOf } from '@vsc/lab'
import { describe, expect, it } from 'vitest'
import { type FoundOptions, runsThat } from '../../test/found-runs.js'
import { claimsOf } from './claims.js'
import { bestOf, curvesOf, placeInWords } from './curves.js'
import type { EvaluatedRun } from './findings.js'

const metricsOf = (elbos: readonly number[]) => elbos.map((elbo) => ({ elbo, bound: elbo - 2, iwae: elbo + 30 }))

const vsc = (alpha: number, latentDim: number, ...elbos: number[]): FoundOptions => ({
  ...{ latentDim, swept: { alpha } },
  metrics: metricsOf(elbos),
})
const vae = (beta: number, latentDim: number, ...elbos: number[]): FoundOptions => ({
  ...{ model: 'beta-vae', latentDim, swept: { beta } },
  metrics: metricsOf(elbos),
})
const unused = ({ metrics, ...found }: FoundOptions): FoundOptions => ({
  ...found,
  metrics: metrics.map((each) => ({ ...each, activeUnits: 0 })),
})

const groupsThat = (...found: FoundOptions[]) => groupsOf(found.flatMap((one) => runsThat<EvaluatedRun>(one)))
const on = (title: string, ...found: FoundOptions[]) => ({ title, fullTitle: title, groups: groupsThat(...found) })

const figure1 = [
  ...[vsc(0.2, 5, 400, 402), vsc(0.01, 20, 480, 482), vsc(0.2, 20, 500, 504), vsc(0.2, 100, 496, 500)],
  ...[vae(1, 5, 410, 412), vae(1, 20, 490, 492), vae(4, 20, 400, 402), vae(1, 100, 450, 452)],
]
const unlike = [
  ...[vsc(0.2, 5, 100, 102), vsc(0.01, 20, 50, 52), vsc(0.2, 20, 110, 112), vsc(0.2, 100, 90, 92)],
  ...[vae(1, 20, 120, 122), vae(4, 20, 119, 123), vae(1, 100, 119, 121)],
]

const marks = (...all: ReturnType<typeof on>[]) => claimsOf(all).map(({ holds }) => holds)

describe('claimsOf', () => {
  it('holds all of figure 1 where it is so, with the numbers', () => {
    const claims = claimsOf([on('Fashion-MNIST', ...figure1)])
    expect(claims.map(({ holds }) => holds)).toEqual(Array(6).fill('held'))
    expect(claims[0]!.evidence).toBe(
      'Fashion-MNIST: 532.0 ± 2.8 (VSC, α = 0.2, J = 20) against 521.0 ± 1.4 (beta-VAE, β = 1, J = 20): a difference of +11.0, where the deviation is 3.2',
    )
    expect(claims[2]!.evidence).toContain('4.0 ± 4.0 nats lost (VSC, α = 0.2, between J = 20 and 100)')
    expect(claims[3]!.evidence).toContain('40.0 ± 2.0 (beta-VAE, β = 1, between J = 20 and 100) against 4.0 ± 4.0')
  })

  it('holds what is so on every data set', () => {
    expect(marks(on('Fashion-MNIST', ...figure1), on('UCI-HAR', ...unlike))).toEqual(Array(6).fill('not held'))
  })

  it('takes a shortfall within the deviation over seeds for none, and says nothing of a single seed', () => {
    const mark = (...elbos: number[]) => marks(on('it', vsc(0.1, 20, ...elbos), vae(1, 20, 100, 100)))[1]
    expect(mark(95, 104)).toBe('held')
    expect(mark(98, 99)).toBe('not held')
    expect(mark(101)).toBe('not tested')
  })

  it('holds nothing of a VSC that uses no latent, and compares with no such baseline', () => {
    const [bound, reached, stable] = marks(on('it', ...figure1.map((one) => (one.model ? one : unused(one)))))
    expect([bound, reached, stable]).toEqual(['not held', 'not held', 'not held'])
    expect(marks(on('it', ...figure1.map((one) => (one.model ? unused(one) : one))))[0]).toBe('not tested')
  })

  it('tests nothing of models that are not there', () => {
    expect(marks(on('it', vae(1, 20, 90)))).toEqual(Array(6).fill('not tested'))
  })
})

describe('curves', () => {
  const groups = groupsThat(...figure1)

  it('join what differs in one setting alone, in the order of it, and leave single points out', () => {
    const shape = (axis: 'swept' | 'latentDim', model: string) =>
      curvesOf(groups, model, axis).map(({ label, symbol, points }) => [label, symbol, points.map(({ x }) => x)])
    expect(shape('latentDim', 'vsc')).toEqual([['α = 0.2', 'J', [5, 20, 100]]])
    expect(shape('swept', 'vsc')).toEqual([['J = 20', 'α', [0.01, 0.2]]])
    expect(shape('swept', 'beta-vae')).toEqual([['J = 20', 'β', [1, 4]]])
  })

  it('are of a model as it is where nothing of it is swept', () => {
    const plain = groupsThat({ latentDim: 5, metrics: metricsOf([1]) }, { latentDim: 10, metrics: metricsOf([2]) })
    expect(curvesOf(plain, 'vsc', 'latentDim').map(({ label }) => label)).toEqual(['VSC'])
    expect(curvesOf(plain, 'vsc', 'swept')).toEqual([])
    expect(placeInWords(bestOf(plain, 'vsc')!)).toBe('J = 10')
  })
})
