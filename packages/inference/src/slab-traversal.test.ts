import { createMatrix } from '@vsc/metrics'
import { describe, expect, it } from 'vitest'
import { slabTraversal } from './slab-traversal.js'

/** Codes of two latents: the first is on in half of the examples, from -12 to -2; the second never. */
const codes = createMatrix({
  rows: 22,
  columns: 2,
  data: Float32Array.from({ length: 44 }, (_, i) => (i % 4 === 0 ? -12 + i / 4 : 0)),
})
const means = createMatrix({ rows: 22, columns: 2, data: Float32Array.from({ length: 44 }, (_, i) => i % 2) })

describe('slabTraversal', () => {
  it('switches a latent off, and leads it through the values that it has where it is on', () => {
    const {
      codes: led,
      columns,
      columnLabels,
      rows,
    } = slabTraversal({
      evaluation: { codes, gammas: codes, means },
      code: [7, 8],
      latents: [0],
      steps: 3,
    })
    expect([columns, columnLabels]).toEqual([4, ['off', '2%', '50%', '98%']])
    expect(rows[0]!.values.map((value) => Number(value.toFixed(3)))).toEqual([0, -11.8, -7, -2.2])
    expect([...led.data].map((value) => Number(value.toFixed(3)))).toEqual([0, 8, -11.8, 8, -7, 8, -2.2, 8])
  })

  it('takes the means of the slab of a latent that is never on, and says so', () => {
    const evaluation = { codes, gammas: codes, means }
    const { rows } = slabTraversal({ evaluation, code: [7, 8], latents: [1, 0], steps: 1 })
    expect(rows).toEqual([
      { latent: 1, values: [0, 1], neverOn: true },
      { latent: 0, values: [0, -7], neverOn: false },
    ])
  })

  it('switches nothing off where there are no spikes, and takes a 0 for a value like any other', () => {
    const { rows, columnLabels } = slabTraversal({
      evaluation: { codes, gammas: undefined, means },
      code: [7, 8],
      latents: [1],
      steps: 2,
    })
    expect([rows[0]!.values, columnLabels]).toEqual([
      [0, 0],
      ['2%', '98%'],
    ])
  })
})
