import { configureRun, createLab } from '@vsc/lab'
import { expect, it } from 'vitest'
import { planSweep } from './plan-sweep.js'
import { checkSweep } from './read-sweep.js'
import { pointKey } from './results.js'

const lab = createLab([])
const { signal } = new AbortController()
const small = { 'data.count': 20, 'training.batchSize': 10, 'training.iterations': 5, 'model.hiddenDim': 4 }
const plan = (given: object) =>
  planSweep({ lab, sweep: checkSweep({ name: 'a', preset: 'smoke', set: small, ...given }), signal })

it('asks for every point of every search with every seed, each under a name of its own', async () => {
  const { runs } = await plan({
    seeds: [1, 2],
    searches: [
      { model: 'vsc', set: { 'model.latentDim': 3 }, grid: { 'model.alpha': [0.1, 0.2] } },
      { grid: { 'model.name': ['vsc', 'beta-vae'], 'model.latentDim': [3] } },
    ],
  })
  expect(runs.map(({ id }) => id)).toEqual([
    ...['vsc-j3-alpha-0.1-seed1', 'vsc-j3-alpha-0.1-seed2', 'vsc-j3-alpha-0.2-seed1', 'vsc-j3-alpha-0.2-seed2'],
    ...['vsc-j3-alpha-spikes-8-seed1', 'vsc-j3-alpha-spikes-8-seed2', 'beta-vae-j3-seed1', 'beta-vae-j3-seed2'],
  ])
})

it('tells runs apart by what their whole searches say, data too, as by what a grid says', async () => {
  const { runs } = await plan({
    searches: [
      { set: { model: { usageLimit: 0.5 } }, grid: { 'model.alpha': [0.1, 0.2] } },
      { set: { 'model.usageLimit': 0.7 }, grid: { 'model.alpha': [0.1] } },
    ],
  })
  expect(runs.map(({ swept }) => swept)).toEqual([
    { 'model.alpha': 0.1, 'model.usageLimit': 0.5 },
    { 'model.alpha': 0.2, 'model.usageLimit': 0.5 },
    { 'model.alpha': 0.1, 'model.usageLimit': 0.7 },
  ])
  expect(new Set(runs.map(pointKey)).size).toBe(3)
  expect(pointKey({ ...runs[0]!, data: 'other' })).not.toBe(pointKey(runs[0]!))
})

it('asks for a point that searches share once', async () => {
  const grid = { 'model.alpha': [0.1, 0.2] }
  const { runs } = await plan({ searches: [{ grid }, { set: { 'model.alpha': 0.2 } }] })
  expect(runs.map(({ swept }) => swept)).toEqual([{ 'model.alpha': 0.1 }, { 'model.alpha': 0.2 }])
})

it('trains what vsc train trains by the same settings', async () => {
  const { runs } = await plan({ searches: [{ model: 'vsc', grid: { 'model.alpha': [0.3] } }] })
  const set = [...Object.entries(small), ['model.alpha', 0.3]].map(([key, value]) => `${key}=${value}`)
  const { configuration } = await configureRun({ model: 'vsc', preset: 'smoke', seed: 1, set, engine: 'auto' }, { lab })
  expect(runs[0]!.configuration).toEqual(configuration)
})

it('names the point whose settings are wrong', async () => {
  await expect(plan({ searches: [{ model: 'vsc', grid: { 'model.alpha': [0.1, 3] } }] })).rejects.toThrow(
    /^vsc, model.alpha = 3: model.alpha: /,
  )
  await expect(plan({ searches: [{ model: 'vcs' }] })).rejects.toThrow(
    /^vcs: model.name: there is no model 'vcs', did you mean vsc\?/,
  )
  await expect(plan({ searches: [{ grid: { 'model.aplha': [1] } }] })).rejects.toThrow(/did you mean model.alpha\?/)
})

it('says where a rung is beyond the end of every run', async () => {
  const { warnings } = await plan({ searches: [{}], stop: { after: [5] } })
  expect(warnings).toContain('stop.after: 5, but no run is longer than 5 iterations')
})
