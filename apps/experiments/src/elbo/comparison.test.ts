import type { ModelName } from '@vsc/models'
import { describe, expect, it } from 'vitest'
import { groupsOf } from '../study/groups.js'
import { bestOf, comparisonOf } from './comparison.js'
import { curvesOf, placeInWords } from './curves.js'
import type { EvaluatedRun } from './findings.js'

interface Found {
  readonly model?: ModelName
  readonly latentDim?: number
  readonly swept?: Readonly<Record<string, number>>
  /** One for each seed. */
  readonly elbos: readonly number[]
}

/** Runs of which only what the comparison looks at is there. */
const runsThat = ({ model = 'vsc', latentDim = 20, swept = {}, elbos }: Found): EvaluatedRun[] =>
  elbos.map(
    (elbo, i) =>
      ({
        run: { id: '', model, latentDim, seed: i + 1, swept },
        findings: { metrics: { elbo, elboMixture: elbo - 2, importanceWeightedBound: elbo + 30, latentsInUse: 5 } },
      }) as unknown as EvaluatedRun,
  )

const vsc = (alpha: number, latentDim: number, ...elbos: number[]): Found => ({ latentDim, swept: { alpha }, elbos })
const vae = (beta: number, latentDim: number, ...elbos: number[]): Found => ({
  model: 'beta-vae',
  latentDim,
  swept: { beta },
  elbos,
})

const groupsThat = (...found: Found[]) => groupsOf(found.flatMap(runsThat))
const on = (title: string, ...found: Found[]) => ({ title, fullTitle: title, groups: groupsThat(...found) })

const figure1 = [
  ...[vsc(0.2, 5, 400, 402), vsc(0.01, 20, 480, 482), vsc(0.2, 20, 500, 504), vsc(0.2, 100, 496, 500)],
  ...[vae(1, 5, 410, 412), vae(1, 20, 490, 492), vae(4, 20, 400, 402), vae(1, 100, 450, 452)],
]

describe('comparisonOf', () => {
  it('says that all of figure 1 held where it did', () => {
    const { claims, details } = comparisonOf([on('Fashion-MNIST', ...figure1)])
    expect(claims).toEqual([
      'That VSC’s highest ELBO is about as high as beta-VAE’s, or higher, held on Fashion-MNIST.',
      'That VSC’s ELBO is stable as J grows beyond what is needed held on Fashion-MNIST.',
      'That VSC’s ELBO falls less than beta-VAE’s does there held on Fashion-MNIST.',
      'That VSC’s ELBO depends less on α than beta-VAE’s does on β held on Fashion-MNIST.',
      'That beta-VAE’s ELBO falls as β grows held on Fashion-MNIST.',
    ])
    expect(details).toEqual([
      [
        'Fashion-MNIST: the highest ELBO is VSC’s 502.0 ± 2.8 at α = 0.2, J = 20 (500.0 against the mixture prior, importance-weighted 532.0) and beta-VAE’s 491.0 ± 1.4 at β = 1, J = 20 (importance-weighted 521.0).',
        'Over J, VSC’s (α = 0.2) is highest at J = 20 and loses 4.0 nats to J = 100, where 5 latents are in use; beta-VAE’s (β = 1) is highest at J = 20 and loses 40.0 nats to J = 100, where 5 latents are in use.',
        'Over the setting that is swept, VSC’s (J = 20) is highest at α = 0.2 and varies by 21.0 nats from α = 0.01 to 0.2; beta-VAE’s (J = 20) is highest at β = 1 and varies by 90.0 nats from β = 1 to 4.',
      ].join(' '),
      expect.stringMatching(/^About as high is what falls short/),
    ])
  })

  it('says so where it did not, by data set', () => {
    const { claims } = comparisonOf([
      on('Fashion-MNIST', ...figure1),
      on(
        'UCI-HAR',
        ...[vsc(0.2, 5, 100, 102), vsc(0.01, 20, 50, 52), vsc(0.2, 20, 110, 112), vsc(0.2, 100, 90, 92)],
        ...[vae(1, 20, 120, 122), vae(4, 20, 119, 123), vae(1, 100, 119, 121)],
      ),
    ])
    expect(claims).toHaveLength(5)
    for (const claim of claims) expect(claim).toMatch(/ held on Fashion-MNIST, not on UCI-HAR\.$/)
  })

  it('takes a shortfall within a standard deviation over seeds for about as high', () => {
    const claim = (...elbos: number[]) => comparisonOf([on('it', vsc(0.1, 20, ...elbos), vae(1, 20, 100, 100))]).claims
    expect(claim(95, 104)).toEqual([expect.stringMatching(/ held on it\.$/)])
    expect(claim(98, 99)).toEqual([expect.stringMatching(/ did not hold on it\.$/)])
  })

  it('claims nothing of models that are not there', () => {
    expect(comparisonOf([on('it', vae(1, 20, 90))]).claims).toEqual([])
  })
})

describe('curves', () => {
  const groups = groupsThat(...figure1)

  it('join what differs in one setting alone, in the order of it, and leave single points out', () => {
    const shape = (axis: 'swept' | 'latentDim', model: ModelName) =>
      curvesOf(groups, model, axis).map(({ label, symbol, points }) => [label, symbol, points.map(({ x }) => x)])
    expect(shape('latentDim', 'vsc')).toEqual([['α = 0.2', 'J', [5, 20, 100]]])
    expect(shape('swept', 'vsc')).toEqual([['J = 20', 'α', [0.01, 0.2]]])
    expect(shape('swept', 'beta-vae')).toEqual([['J = 20', 'β', [1, 4]]])
  })

  it('are of a model as it is where nothing of it is swept', () => {
    const plain = groupsThat({ latentDim: 5, elbos: [1] }, { latentDim: 10, elbos: [2] })
    expect(curvesOf(plain, 'vsc', 'latentDim').map(({ label }) => label)).toEqual(['VSC'])
    expect(curvesOf(plain, 'vsc', 'swept')).toEqual([])
    expect(placeInWords(bestOf(plain)!)).toBe('J = 10')
  })
})
