import { describe, expect, it } from 'vitest'
import { classActivationFigure } from './class-activation.js'
import { levelOf, sequentialScale } from './colour-scale.js'

const matrix = { rows: 2, columns: 3, data: [0.94, 0.02, 0.51, 0, 1, 0.47] }
const classes = [{ label: 'T-shirt/top' }, { label: 'ankle boot' }]
const content = { name: 'activations', title: 'Activations', matrix, classes }

/** The colours of the cells, row by row. */
function colours(svg: string): string[] {
  const cells = [...svg.matchAll(/<path fill="([^"]+)" d="(M[^"]+z)"/g)].flatMap(([, colour, path]) =>
    [...path!.matchAll(/M([\d.]+) ([\d.]+)/g)].map(([, x, y]) => ({ colour: colour!, x: Number(x), y: Number(y) })),
  )
  return cells.toSorted((a, b) => a.y - b.y || a.x - b.x).map(({ colour }) => colour)
}

describe('classActivationFigure', () => {
  it('paints each cell on a scale from 0 to 1, rows and columns in the order given', async () => {
    const { svg, alt } = await classActivationFigure(content)
    const scale = sequentialScale(1)
    expect(colours(svg)).toEqual(matrix.data.map((value) => scale.levels[levelOf(scale, value)]))
    for (const label of ['T-shirt/top', 'ankle boot', 'latent', 'mean γ', '0', '1'])
      expect(svg).toContain(`>${label}</text>`)
    expect(alt).toContain('3 latents in 2 classes: T-shirt/top, ankle boot')
  })

  it('labels latents where it is given names for them', async () => {
    const latents = ['17', '4', '9'].map((label) => ({ label, group: 'shoes' }))
    const [bare, labelled] = await Promise.all([
      classActivationFigure(content),
      classActivationFigure({ ...content, latents }),
    ])
    expect(bare.svg).not.toContain('>17</text>')
    for (const label of ['17', '4', '9', 'shoes']) expect(labelled.svg).toContain(`>${label}</text>`)
  })

  it('counts nothing: latents are grouped by classes, and classes by kinds', async () => {
    const latents = ['17', '4', '9'].map((label) => ({ label, group: 'ankle boot' }))
    const kinds = classes.map(({ label }) => ({ label, group: 'clothing' }))
    const { svg } = await classActivationFigure({ ...content, classes: kinds, latents })
    expect(svg).not.toMatch(/clothing\s*\d+\/\d/)
  })

  it.each([8, 60, 200, 600])('stays within the page at J = %d', async (J) => {
    const many = { rows: 2, columns: J, data: new Float32Array(2 * J) }
    const { svg } = await classActivationFigure({ ...content, matrix: many })
    const [, width] = /width="(\d+)"/.exec(svg)!
    expect(Number(width)).toBeLessThanOrEqual(970)
  })

  it.each([
    ['WRONG_SIZE', { classes: classes.slice(1) }],
    ['WRONG_SIZE', { latents: [{ label: '1' }] }],
    ['WRONG_SIZE', { matrix: { ...matrix, data: [0] } }],
    ['OUT_OF_RANGE', { matrix: { ...matrix, data: [0, 0, 0, 0, 0, 1.2] } }],
    ['NOT_FINITE', { matrix: { ...matrix, data: [0, 0, 0, 0, 0, Number.NaN] } }],
  ])('refuses with %s what is wrong', async (code, wrong) => {
    await expect(classActivationFigure({ ...content, ...wrong })).rejects.toMatchObject({ code })
  })
})
