import { decode } from 'fast-png'
import { describe, expect, it } from 'vitest'
import { imageGridFigure, reconstructionFigure } from './image-figure.js'
import type { Images } from './image-grid.js'

const images = (count: number, value: number): Images => ({
  count,
  height: 2,
  width: 2,
  channels: 1,
  data: new Float32Array(count * 4).fill(value),
})

const embedded = (svg: string) =>
  [...svg.matchAll(/href="data:image\/png;base64,([^"]+)"/g)].map(([, data]) => decode(Buffer.from(data!, 'base64')))

/** The upper edge of each row. */
const rowTops = (svg: string) =>
  [...svg.matchAll(/<g transform="translate\([\d.]+ ([\d.]+)\)"><text/g)].map(([, y]) => Number(y))

/** The row of each frame, and where it begins from the left edge of that row. */
const frames = (svg: string) =>
  svg
    .split('<image')
    .slice(1)
    .flatMap((part, row) => [...part.matchAll(/<rect x="([-\d.]+)"/g)].map(([, x]) => ({ row, x: Number(x) })))

describe('imageGridFigure', () => {
  const content = { name: 'traversals', title: 'Traversals', images: images(5, 0), columns: 3 }

  it('embeds one strip of images a row and labels rows and columns', async () => {
    const { svg } = await imageGridFigure({
      ...content,
      rowLabels: ['latent 17', 'latent 2'],
      columnLabels: ['−1', '0', '1'],
    })
    for (const label of ['latent 17', 'latent 2', '−1', '0', '1']) expect(svg).toContain(`>${label}</text>`)
    const [first, second] = embedded(svg)
    expect(first!.width).toBe(3 * 72 + 2 * 2)
    expect(second!.width).toBe(2 * 72 + 2)
  })

  it('frames the images asked for, in the place of each', async () => {
    const { svg } = await imageGridFigure({ ...content, framed: [0, 2, 4] })
    expect(frames(svg)).toEqual([
      { row: 0, x: -2 },
      { row: 0, x: 2 * 80 - 2 },
      { row: 1, x: 80 - 2 },
    ])
  })

  it('takes rows that differ in length, and counts frames and labels through them', async () => {
    const imageLabels = ['A', '+17', 'B', 'C', 'D']
    const { svg, alt } = await imageGridFigure({ ...content, columns: [3, 2], imageLabels, framed: [3] })
    expect(embedded(svg).map(({ width }) => width)).toEqual([3 * 72 + 2 * 8, 2 * 72 + 8])
    for (const label of imageLabels) expect(svg).toContain(`>${label}</text>`)
    expect(frames(svg)).toEqual([{ row: 1, x: -2 }])
    expect(alt).toContain('2 rows of up to 3')
  })

  it('sets groups of rows apart', async () => {
    const rows = { ...content, columns: 1 }
    const tops = async (gapAfterRows: number[]) => rowTops((await imageGridFigure({ ...rows, gapAfterRows })).svg)
    const [even, apart] = [await tops([]), await tops([1, 4])]
    expect(apart.map((y, row) => y - even[row]!)).toEqual([0, 0, 8, 8, 8]) // After the last row nothing follows.
  })

  it('breaks long heads into lines that end at one height, and makes room for a word wider than its image', async () => {
    const columnLabels = ['original', 'reconstruction of it', '']
    const { svg, alt } = await imageGridFigure({
      ...content,
      images: { ...images(3, 0), width: 1, height: 4 },
      columnLabels,
    })
    const at = (text: string) => Number(new RegExp(`y="([\\d.]+)">${text}</text>`).exec(svg)?.[1])
    expect(at('of it')).toBe(at('original'))
    expect(at('reconstruction')).toBeLessThan(at('original'))
    expect(alt).toMatch(/columns original, reconstruction of it\.$/)
  })

  it('enlarges images by halves, as two pixels of the PNG make one of the page', async () => {
    const many: Images = { count: 1, height: 28, width: 28, channels: 3, data: new Float32Array(28 * 28 * 3) }
    const { svg } = await imageGridFigure({ ...content, images: many })
    expect(embedded(svg)[0]!.width).toBe(2 * 2.5 * 28)
    expect(svg).toContain('<image width="70" height="70"')
  })

  it.each([1, 12, 22])('stays within the page with %d images of 28 pixels in a row', async (columns) => {
    const row: Images = { count: columns, height: 28, width: 28, channels: 1, data: new Float32Array(columns * 784) }
    const imageLabels = Array.from({ length: columns }, () => 'reconstruction')
    const { svg } = await imageGridFigure({ ...content, images: row, columns, imageLabels, framed: [0] })
    expect(Number(/width="(\d+)"/.exec(svg)![1])).toBeLessThanOrEqual(960)
  })

  it.each([
    ['WRONG_SIZE', { rowLabels: ['a'] }],
    ['WRONG_SIZE', { columnLabels: ['a'] }],
    ['WRONG_SIZE', { imageLabels: ['a'] }],
    ['WRONG_SIZE', { columns: [3, 3] }],
    ['OUT_OF_RANGE', { columns: [5, 0] }],
    ['OUT_OF_RANGE', { framed: [5] }],
    ['OUT_OF_RANGE', { gapAfterRows: [-1] }],
  ])('refuses with %s what does not fit the grid', async (code, wrong) => {
    await expect(imageGridFigure({ ...content, ...wrong })).rejects.toMatchObject({ code })
  })
})

describe('reconstructionFigure', () => {
  it('puts each original right above its reconstruction', async () => {
    const content = {
      name: 'pairs',
      title: 'Pairs',
      originals: images(5, 1),
      reconstructions: images(5, 0),
      columns: 3,
    }
    const { svg } = await reconstructionFigure(content)
    expect(embedded(svg).map(({ width, data }) => [width, data[0]])).toEqual([
      [220, 255],
      [220, 0],
      [146, 255],
      [146, 0],
    ])
    expect(svg.match(/>original</g)).toHaveLength(2)
  })

  it('refuses reconstructions of other images', async () => {
    const content = { name: 'pairs', title: 'Pairs', originals: images(5, 1), reconstructions: images(4, 0) }
    await expect(reconstructionFigure(content)).rejects.toMatchObject({ code: 'WRONG_SIZE' })
  })
})
