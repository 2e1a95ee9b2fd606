import { decode } from 'fast-png'
import { describe, expect, it } from 'vitest'
import { levelOf, sequentialScale } from './colour-scale.js'
import { correlationMatrixFigure, signedCorrelationFigure } from './correlation-matrix.js'

const features = [
  { label: 'brim width', group: 'hat' },
  { label: 'radius', group: 'eyes' },
]
const latents = [
  { label: '31', group: 'hat' },
  { label: '7', group: 'eyes' },
  { label: '12', group: 'unused' },
]
const matrix = { rows: 2, columns: 3, data: [0.66, 0.1, 0, 0.07, 0.83, 0] }
const content = { name: 'correlation', title: 'Correlation', features, panels: [{ matrix, latents }] }

describe('correlationMatrixFigure', () => {
  it('labels rows, columns, groups and the ends of the scale', async () => {
    const { svg, alt } = await correlationMatrixFigure(content)
    for (const label of ['brim width', 'radius', 'hat', 'eyes', 'unused', '31', '7', '12', '|r|', '0.1', '≥ 0.7'])
      expect(svg).toContain(`>${label}</text>`)
    expect(alt).toContain('2 features by 3 latents')
  })

  it('says how many latents answer to each group of features, also to one that has none', async () => {
    const more = [...features, { label: 'width', group: 'mouth' }]
    const wider = { rows: 3, columns: 3, data: [...matrix.data, 0, 0, 0] }
    const { svg } = await correlationMatrixFigure({ ...content, features: more, panels: [{ matrix: wider, latents }] })
    const text = [...svg.matchAll(/>([^<]+)<\/text>/g)].map(([, words]) => words).join(' ')
    expect(text.replaceAll('\u00a0', ' ')).toContain('hat 1/1, eyes 1/1, mouth 0/1')
  })

  it('says that values lie beyond the scale only where they do', async () => {
    const { svg } = await correlationMatrixFigure({ ...content, max: 0.85 })
    expect(svg).not.toContain('≥')
    expect(svg).toContain('>0.85</text>')
  })

  it('paints each cell in the colour of its value', async () => {
    const { svg } = await correlationMatrixFigure(content)
    const scale = sequentialScale(0.7)
    for (const [value, cells] of [
      [0.66, 1],
      [0.1, 1],
      [0, 2],
      [0.07, 1],
      [0.83, 1],
    ] as const) {
      const colour = scale.levels[levelOf(scale, value)]
      const path = new RegExp(`<path fill="${colour}" d="([^"]+)"`).exec(svg)?.[1]
      expect(path?.match(/M/g)).toHaveLength(cells)
    }
  })

  it.each([18, 40, 60])('stays within the page at J = %d, alone and with three side by side', async (J) => {
    const panel = {
      title: 'VSC',
      matrix: { rows: 2, columns: J, data: new Float32Array(2 * J) },
      latents: Array.from({ length: J }, (_, j) => ({ label: String(j), group: j < 9 ? 'hat' : 'unused' })),
    }
    for (const panels of [[panel], [panel, panel, panel]]) {
      const { svg, png } = await correlationMatrixFigure({ ...content, panels })
      const [, width] = /width="(\d+)"/.exec(svg)!
      expect(Number(width)).toBeLessThanOrEqual(970)
      expect(decode(png).width).toBe(2 * Number(width))
    }
  })

  it('draws the same bytes from the same numbers', async () => {
    const [one, two] = await Promise.all([correlationMatrixFigure(content), correlationMatrixFigure(content)])
    expect(two).toEqual(one)
  })

  it('escapes labels', async () => {
    const { svg } = await correlationMatrixFigure({ ...content, panels: [{ matrix, latents, title: '<b>&"' }] })
    expect(svg).toContain('>&lt;b&gt;&amp;&quot;</text>')
  })

  it.each([
    ['WRONG_SIZE', { ...matrix, data: [0] }, /6, rows x columns/],
    ['WRONG_SIZE', { rows: 3, columns: 2, data: matrix.data }, /row labels .* has 2/],
    ['NOT_FINITE', { ...matrix, data: [0, 0, Number.NaN, 0, 0, 0] }, /data\[2\] is NaN/],
    ['OUT_OF_RANGE', { ...matrix, data: [0, 0, 0, 0, 0, -0.2] }, /data\[5\] is -0.2/],
  ])('refuses with %s a matrix that is wrong', async (code, wrong, message) => {
    await expect(correlationMatrixFigure({ ...content, panels: [{ matrix: wrong, latents }] })).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    })
  })

  it('refuses a scale that correlations cannot reach, and no panels', async () => {
    await expect(correlationMatrixFigure({ ...content, max: 1.5 })).rejects.toMatchObject({ code: 'OUT_OF_RANGE' })
    await expect(correlationMatrixFigure({ ...content, panels: [] })).rejects.toMatchObject({ code: 'EMPTY' })
  })
})

it('signedCorrelationFigure takes -1 to 1 and shows both ends', async () => {
  const signed = { ...matrix, data: [-1, 1, 0, 0.5, -0.5, 0] }
  const { svg } = await signedCorrelationFigure({ ...content, panels: [{ matrix: signed, latents }] })
  for (const part of ['>−1</text>', '>1</text>', '#10518f', '#9e181f', '#f5f5f5']) expect(svg).toContain(part)
})
