import { describe, expect, it } from 'vitest'
import { resolvePlan } from './resolve.js'
import { settledSweeps } from './settled-sweeps.js'

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
})

it('a plan trains the one alpha that is asked for, and its configuration repeats it', () => {
  const idsOf = (request: Parameters<typeof resolvePlan>[0]) =>
    resolvePlan({
      preset: 'standard',
      ...request,
      overrides: [{ models: ['vsc'], latentDims: [40], seeds: [1] }, ...(request.overrides ?? [])],
    }).runs.map(({ id }) => id)
  const asked = [{ vsc: { alpha: 0.1 } }]
  expect(idsOf({})).toHaveLength(2)
  expect(idsOf({ overrides: asked })).toEqual(['vsc-j40-seed1'])
  const file = JSON.parse(JSON.stringify(resolvePlan({ preset: 'standard' }).config))
  expect(idsOf({ file })).toHaveLength(2)
  expect(idsOf({ file, overrides: asked })).toEqual(['vsc-j40-seed1'])
})
