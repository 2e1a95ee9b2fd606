import { describe, expect, it } from 'vitest'
import { spikeProbabilityFigure } from './spike-probability.js'

const content = {
  name: 'spikes',
  title: 'Spikes',
  latents: [{ label: '3' }, { label: '0' }],
  mean: [0.5, 0],
  attributes: [{ name: 'hat', present: [1, 0], absent: [0, 0] }],
  values: [1, 1, 1, 0],
}

describe('spikeProbabilityFigure', () => {
  it('draws means as bars, differences as colours and the shares of single values', async () => {
    const { svg } = await spikeProbabilityFigure(content)
    expect(svg).toMatch(/y="55" width="[\d.]+" height="55"/) // Half of 110 pixels.
    expect(svg).toContain('<path fill="#9e181f"') // 1 - 0: full red.
    expect(svg).toContain('<path fill="#f5f5f5"') // 0 - 0.
    for (const label of ['hat', '75%', '25%', '3', '0']) expect(svg).toContain(`>${label}</text>`)
  })

  it('draws the same bytes from the same numbers', async () => {
    expect(await spikeProbabilityFigure(content)).toEqual(await spikeProbabilityFigure(content))
  })

  it.each([
    ['WRONG_SIZE', { mean: [0.5] }],
    ['OUT_OF_RANGE', { mean: [0.5, 1.2] }],
    ['NOT_FINITE', { values: [Number.NaN] }],
    ['EMPTY', { attributes: [] }],
    ['WRONG_SIZE', { attributes: [{ name: 'hat', present: [1, 0], absent: [0] }] }],
  ])('refuses with %s what is wrong', async (code, wrong) => {
    await expect(spikeProbabilityFigure({ ...content, ...wrong })).rejects.toMatchObject({ code })
  })
})
