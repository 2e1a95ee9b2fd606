import { decode } from 'fast-png'
import { describe, expect, it } from 'vitest'
import { svgDocument, toFigure } from './figure.js'
import { markup } from './markup.js'

const document = (text: string) =>
  svgDocument({ width: 60, height: 20, alt: 'a', body: markup`<text y="15">${text}</text>` })

function darkPixels(png: Uint8Array): number {
  const { data, channels } = decode(png)
  let dark = 0
  for (let i = 0; i < data.length; i += channels) if (data[i]! < 128) dark++
  return dark
}

describe('toFigure', () => {
  it('draws at two pixels per unit on opaque white', async () => {
    const { png } = await toFigure({ name: 'a', title: 'A' }, document(''), 'a')
    const image = decode(png)
    expect([image.width, image.height]).toEqual([120, 40])
    expect([...image.data].every((value) => value === 255)).toBe(true)
  })

  it.each(['Latent 17', 'γ λ β μ ≥ −1 |r| ·'])('draws the letters of %s without any system font', async (text) => {
    const { png } = await toFigure({ name: 'a', title: 'A' }, document(text), 'a')
    expect(darkPixels(png)).toBeGreaterThan(50)
  })

  it('gives each figure ids of its own and keeps references to them', async () => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><clipPath id="clip7"/><g clip-path="url(#clip7)"/></svg>'
    const figure = await toFigure({ name: 'curves', title: '' }, svg, '')
    expect(figure.svg).toContain('<clipPath id="curves-0"/><g clip-path="url(#curves-0)"/>')
  })

  it.each(['', 'Figure 1', '../up', 'a--b', 'ä', '"><script>'])('refuses the name %j', async (name) => {
    await expect(toFigure({ name, title: '' }, document(''), '')).rejects.toMatchObject({ code: 'WRONG_NAME' })
  })
})
