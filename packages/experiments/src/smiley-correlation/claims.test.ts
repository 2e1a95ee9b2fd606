import { groupsOf } from '@vsc/lab'
import { describe, expect, it } from 'vitest'
import { type Found, runsThat } from '../../test/judged-runs.js'
import { claimsOf } from './claims.js'
import type { JudgedRun } from './evaluated-run.js'
import { bestOfSweeps, forgetSurpassed, typicalRun } from './groups.js'
import { standingsOf } from './standings.js'

const baseline: Found = { model: 'beta-vae' }

function claimsFor(found: readonly Found[]) {
  const groups = groupsOf(found.flatMap(runsThat))
  return claimsOf(standingsOf(groups, bestOfSweeps(groups)))
}

/** The claim that has these words in it. */
const claim = (words: string, ...found: Found[]) => claimsFor(found).find(({ claim }) => claim.includes(words))!

describe('claimsOf', () => {
  it('holds all that the numbers hold, and tests no growth at a single J', () => {
    const marks = claimsFor([{}, baseline]).map(({ holds }) => holds)
    expect(marks.filter((mark) => mark === 'held')).toHaveLength(marks.length - 1)
    expect(claim('does not grow', {}, baseline)).toMatchObject({ holds: 'not tested' })
  })

  it('asks for 14 to 22 active latents by both counts, at every J', () => {
    const words = '14 to 22'
    expect(claim(words, { metrics: { activeUnits: [13, 16] } })).toMatchObject({
      holds: 'held',
      evidence: 'J = 40: 19.0 ± 0.0 and 14.5 ± 2.1',
    })
    expect(claim(words, { metrics: { activeUnits: [10, 11] } }).holds).toBe('not held')
    expect(claim(words, {}, { latentDim: 60, metrics: { activeLatents: [30, 31] } }).holds).toBe('not held')
  })

  it('compares the number of active latents between J that have room for more', () => {
    const words = 'does not grow'
    const at = (latentDim: number, active: number): Found => ({
      latentDim,
      metrics: { activeLatents: [active, active] },
    })
    expect(claim(words, at(18, 14), at(40, 18), at(60, 19)).holds).toBe('held')
    expect(claim(words, at(40, 16), at(60, 22)).holds).toBe('not held')
    expect(claim(words, at(18, 14), at(40, 18)).holds).toBe('not tested')
  })

  it('names inverted spikes', () => {
    expect(claim('recovery', { inverted: ['mouth'] }).evidence).toContain('mouth (seed 1) and mouth (seed 2)')
  })

  it('stands against the best that any setting of any baseline reaches in the column, not the one that is shown', () => {
    const shown: Found = { model: 'beta-vae', beta: 1, validationBound: -25 }
    const other: Found = { model: 'beta-vae', beta: 4, validationBound: -30, metrics: { within: [0.7, 0.7] } }
    expect(claim('better than the baselines', {}, shown)).toMatchObject({ holds: 'held' })
    expect(claim('better than the baselines', {}, shown, other)).toMatchObject({
      holds: 'not held',
      evidence: expect.stringContaining('0.60 ± 0.00 (VSC) against 0.70 ± 0.00 (beta-VAE, J = 40, beta = 4)'),
    })
  })

  it('holds against them only beyond the deviation over seeds', () => {
    const words = 'bound is above'
    // a difference of 2 beside deviations of 0.71 and of 2.83
    expect(claim(words, { metrics: { bound: [-24.5, -25.5] } }, baseline).holds).toBe('held')
    expect(claim(words, { metrics: { bound: [-23, -27] } }, baseline)).toMatchObject({
      holds: 'not held',
      evidence: expect.stringMatching(/a difference of \+2\.00, where the deviation is 2\.83$/),
    })
    expect(claim(words, { metrics: { bound: [-25] } }, baseline)).toMatchObject({
      holds: 'not tested',
      evidence: expect.stringContaining('a single seed has no deviation'),
    })
  })

  it('counts no model that has learned nothing, on either side', () => {
    const dead: Found = { model: 'beta-vae', state: 'collapsed', metrics: { correlationContrast: [0.9, 0.9] } }
    expect(claim('by the paper’s matrix', {}, dead)).toMatchObject({
      holds: 'not tested',
      evidence: 'J = 40: no baseline has learned anything',
    })
    expect(claim('by the paper’s matrix', {}, dead, { model: 'beta-tcvae' }).holds).toBe('held')
    expect(claim('are sparse', { state: 'collapsed', metrics: { zeros: [1, 1] } })).toMatchObject({
      holds: 'not held',
      evidence: 'J = 40: VSC of seed 1 is collapsed, seed 2 is collapsed',
    })
    expect(claim('are sparse', { state: 'untrained' }).holds).toBe('not tested')
  })

  it('says that nothing stands beside VSC, or no VSC is there', () => {
    expect(claim('bound is above', {}).evidence).toBe('J = 40: no baseline was trained')
    expect(claim('bound is above', baseline)).toMatchObject({
      holds: 'not tested',
      evidence: 'J = 40: no VSC was trained',
    })
  })
})

describe('what is shown', () => {
  const points = [-30, -25, -28].map((validationBound, i): Found => ({ beta: i, validationBound }))

  it('is the point of each sweep with the best bound over the validation images', () => {
    const groups = groupsOf([...points, { model: 'beta-vae' } satisfies Found].flatMap(runsThat))
    expect(bestOfSweeps(groups).map(({ label }) => label)).toEqual(['VSC, J = 40, beta = 1', 'beta-VAE, J = 40'])
  })

  it('is the run of median bound of several seeds', () => {
    const [group] = groupsOf(runsThat({ metrics: { bound: [-20, -22, -21] } }))
    expect(typicalRun(group!).run.seed).toBe(3)
  })

  it('is kept while runs come one by one, and nothing that another point surpasses', () => {
    const judged: JudgedRun[] = []
    const kept = new Map<string, never>()
    const sizes = points.flatMap(runsThat).map((one) => {
      judged.push(one)
      kept.set(one.run.id, one as never)
      forgetSurpassed(kept, judged)
      return kept.size
    })
    expect(sizes).toEqual([1, 2, 3, 4, 3, 4]) // the first point is let go once the second is whole
    expect([...kept.keys()].slice(0, 2)).toEqual(['vsc-40-1-0', 'vsc-40-1-1'])
  })
})
