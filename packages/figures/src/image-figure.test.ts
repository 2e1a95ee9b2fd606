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

  it('refuses labels that do not fit the grid', async () => {
    await expect(imageGridFigure({ ...content, rowLabels: ['a'] })).rejects.toMatchObject({ code: 'WRONG_SIZE' })
    await expect(imageGridFigure({ ...content, columnLabels: ['a'] })).rejects.toMatchObject({ code: 'WRONG_SIZE' })
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
