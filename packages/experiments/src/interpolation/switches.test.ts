import { discretePath } from '@vsc/inference'
import { asExamples } from '@vsc/lab'
import { matrixFromRows } from '@vsc/metrics'
import { describe, expect, it } from 'vitest'
import { spikesOf } from './pairs.js'
import { byLatent, nameOf, switchesOf } from './switches.js'

const codes = discretePath({ from: [1, 0, 2], to: [1, -3, 0] })
const images = asExamples(Float32Array.from([0, 0, 0.5, 0, 0.5, 1]), 2)

describe('switchesOf', () => {
  const switches = switchesOf({ codes, images })

  it('names what each step of a discrete path switched, and how far that moved the image', () => {
    expect(switches).toEqual([
      { latent: 1, on: true, change: 0.25 },
      { latent: 2, on: false, change: 0.5 },
    ])
    expect(switches.map(nameOf)).toEqual(['+1', '−2'])
  })

  it('has none where nothing was switched', () => {
    const still = discretePath({ from: [1, 2], to: [3, 4] })
    expect(switchesOf({ codes: still, images: asExamples(new Float32Array(2), 2) })).toEqual([])
  })

  it('are counted by latent, those that move the image furthest first', () => {
    expect(byLatent([...switches, { latent: 1, on: false, change: 0.35 }])).toEqual([
      { latent: 2, count: 1, change: 0.5 },
      { latent: 1, count: 2, change: expect.closeTo(0.3, 12) },
    ])
  })
})

describe('spikesOf', () => {
  it('tells the latents that two codes share from those that only one has', () => {
    const { rows, columns, data } = matrixFromRows([
      [1, 0, 2, 0],
      [1, -3, 0, 0],
    ])
    const pair = spikesOf({ rows, columns, data: Float32Array.from(data) }, { from: 0, to: 1 })
    expect(pair).toEqual({ shared: [0], switched: [1, 2] })
  })
})
