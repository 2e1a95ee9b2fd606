import { describe, expect, it } from 'vitest'
import { groupsOf } from './groups.js'
import { type MetricClaim, metricClaims, usedPart } from './metric-claims.js'
import type { FoundRun } from './result-tables.js'

type Found = { readonly activeUnits: number; readonly accuracy?: number }

/** Runs of which only what claims look at is there, one for each seed. */
const runsThat = (latentDim: number, ...metrics: Found[]) =>
  metrics.map(
    (each, i) =>
      ({
        run: { id: '', model: 'vsc', title: 'VSC', latentDim, seed: i + 1, swept: {} },
        findings: { metrics: each },
      }) as unknown as FoundRun<Found>,
  )

const claims: readonly MetricClaim<Found>[] = [
  { claim: 'Accurate.', holds: (mean) => mean('accuracy') >= 0.5, evidence: ['accuracy', 'activeUnits'] },
  { claim: 'Sparse.', holds: (mean, latentDim) => mean('activeUnits') < latentDim / 2, evidence: ['activeUnits'] },
]

const columns = [
  { name: 'accuracy', title: 'accuracy', decimals: 2 },
  { name: 'activeUnits', title: 'in use', decimals: 0 },
] as const

const judge = (...runs: FoundRun<Found>[]) => metricClaims({ groups: groupsOf(runs), columns, claims })

describe('metricClaims', () => {
  const good = { activeUnits: 8, accuracy: 0.6 }

  it('judges means over seeds, and gives metrics with their deviation', () => {
    expect(judge(...runsThat(20, good, { ...good, accuracy: 0.4 }))).toEqual([
      { claim: 'Accurate.', holds: 'held', evidence: 'VSC, J = 20: accuracy 0.50 ± 0.14, in use 8.0 ± 0.0' },
      { claim: 'Sparse.', holds: 'held', evidence: 'VSC, J = 20: in use 8.0 ± 0.0' },
    ])
  })

  it('asks every model', () => {
    const [accurate, sparse] = judge(...runsThat(20, good), ...runsThat(10, good))
    expect(accurate!.holds).toBe('held')
    expect(sparse).toMatchObject({ holds: 'not held', evidence: 'VSC, J = 20: in use 8; VSC, J = 10: in use 8' })
  })

  it('holds nothing of a model that uses no latent, or has no such number', () => {
    expect(judge(...runsThat(20, good, { activeUnits: 0, accuracy: 1 }))[0]).toMatchObject({
      holds: 'not held',
      evidence: 'VSC, J = 20: no latent is in use (J = 20, seed 2)',
    })
    expect(judge(...runsThat(20, { activeUnits: 8 }))[0]).toMatchObject({
      holds: 'not held',
      evidence: 'VSC, J = 20: accuracy: none, in use 8',
    })
  })
})

describe('usedPart', () => {
  it('leaves out runs that use no latent, and groups of nothing else', () => {
    const [mixed, dead] = groupsOf([
      ...runsThat(20, { activeUnits: 0 }, { activeUnits: 3 }),
      ...runsThat(10, { activeUnits: 0 }),
    ])
    expect(usedPart(mixed!)[0]!.runs.map(({ run }) => run.seed)).toEqual([2])
    expect(usedPart(dead!)).toEqual([])
  })
})
