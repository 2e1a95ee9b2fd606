import { settledSweeps } from '@vsc/lab'
import { describe, expect, it } from 'vitest'
import { planOf as resolvePlan } from './run-smoke.js'

describe('settledSweeps', () => {
  const preset = {
    vsc: { alpha: 0.2 },
    sweep: { vsc: { alpha: [0.1, 0.2], hiddenDim: [1, 2] }, 'beta-vae': { beta: [1] } },
  }

  it('takes a value that is set later for the only one', () => {
    const [first] = settledSweeps([preset, {}, { vsc: { alpha: 0.1 } }])
    expect(first).toEqual({ vsc: { alpha: 0.2 }, sweep: { vsc: { hiddenDim: [1, 2] }, 'beta-vae': { beta: [1] } } })
  })

  it('keeps a sweep that the later layer has as well, and one over a value that came before', () => {
    const complete = { vsc: { alpha: 0.2 }, sweep: { vsc: { alpha: [0.3] } } }
    expect(settledSweeps([preset, complete])).toEqual([preset, complete])
    expect(settledSweeps([{ vsc: { alpha: 0.1 } }, preset])).toEqual([{ vsc: { alpha: 0.1 } }, preset])
  })

  it('takes step sizes that are set later for the only ones, of all models or of one', () => {
    const rates = { sweep: { vsc: { learningRate: [1, 2] }, 'beta-vae': { learningRate: [1, 2], beta: [1] } } }
    const [all] = settledSweeps([rates, { training: { learningRate: 3 } }])
    expect(all).toEqual({ sweep: { vsc: {}, 'beta-vae': { beta: [1] } } })
    const [ofOne] = settledSweeps([rates], [{ trainingOf: { vsc: { learningRate: 3 } } }])
    expect(ofOne).toEqual({ sweep: { ...rates.sweep, vsc: {} } })
    expect(settledSweeps([rates], [{ training: { iterations: 3 } }])[0]).toEqual(rates)
  })

  it('sweeps at the J that a later layer names', () => {
    const swept = { ...preset, sweepAt: [18, 40] }
    expect(settledSweeps([swept, { latentDims: [40, 60] }])[0]).toEqual({ ...preset, sweepAt: [40] })
    expect(settledSweeps([swept, { latentDims: [60] }])[0]).toEqual(preset)
    const settled = { latentDims: [60], sweepAt: [50] }
    expect(settledSweeps([swept, settled])).toEqual([swept, settled])
  })

  it('lets no override settle another, in whatever order they stand', () => {
    const nowhere = [{ sweepAt: [] }, { latentDims: [60] }]
    expect(settledSweeps([{ ...preset, sweepAt: [40] }], nowhere)).toEqual([preset, ...nowhere])
    const swept = [{ sweep: { vsc: { alpha: [0.3] } } }, { vsc: { alpha: 0.1 } }]
    expect(settledSweeps([preset], swept).slice(1)).toEqual(swept)
  })
})

it('a plan trains the one alpha that is asked for, at every step size, and its configuration repeats it', () => {
  const idsOf = (request: Parameters<typeof resolvePlan>[0]) =>
    resolvePlan({
      preset: 'standard',
      ...request,
      overrides: [{ models: ['vsc'], latentDims: [60], seeds: [1] }, ...(request.overrides ?? [])],
    }).runs.map(({ id }) => id)
  const asked = [{ vsc: { alpha: 0.1 } }]
  expect(idsOf({})).toHaveLength(4)
  expect(idsOf({ overrides: asked })).toHaveLength(2)
  const file = JSON.parse(JSON.stringify(resolvePlan({ preset: 'standard' }).config))
  expect(idsOf({ overrides: [{ sweepAt: [] }, { latentDims: [50] }] })).toHaveLength(1)
  expect(() => idsOf({ overrides: [{ sweepAt: [40] }, { latentDims: [50] }] })).toThrow('40 is not among latentDims')
  expect(idsOf({ file })).toHaveLength(4)
  expect(idsOf({ file, overrides: asked })).toHaveLength(2)
})
