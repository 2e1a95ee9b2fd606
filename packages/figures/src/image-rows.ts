import type { Drawing } from './figure.js'
import { type Images, imageGridPng } from './image-grid.js'
import { type Markup, markup } from './markup.js'
import { theme, widest } from './theme.js'
import { wrapText } from './wrap-text.js'

/** Images side by side. */
export interface ImageRow {
  readonly images: Images
  /** Left of the row; empty for none. */
  readonly label: string
  /** Under the images, one each; empty for none at all. */
  readonly captions?: readonly string[]
  /** The places of the images that have a frame. */
  readonly framed?: readonly number[]
  /** Whether a wider gap sets the row apart from the one above. */
  readonly opensGroup: boolean
}

const margin = 12
const labelGap = 8
const groupGap = 8
const largestImage = 72

/** Draws rows of images of one size under the heads of their columns, as large as the page's width lets them be. */
export function drawImageRows(rows: readonly ImageRow[], heads: readonly string[]): Omit<Drawing, 'alt'> {
  const labels = rows.map(({ label }) => label)
  const left = margin + (labels.some(Boolean) ? widest(labels, theme.fontSize.label) + labelGap : 0)
  const columns = Math.max(...rows.map(({ images }) => images.count))
  const room = Math.floor((theme.width - left - margin) / columns)
  const gap = rows.some(({ framed = [] }) => framed.length > 0) ? 8 : 2
  const scale = scaleFor(rows[0]!.images.width, room - gap)
  const [width, height] = [rows[0]!.images.width * scale, rows[0]!.images.height * scale]

  const words = [...heads, ...rows.flatMap(({ captions = [] }) => captions)].flatMap((text) => text.split(' '))
  const fontSize = [theme.fontSize.label, 9].find((size) => widest(words, size) + 4 <= room) ?? 8
  const pitch = Math.max(width + gap, Math.min(room, Math.ceil(widest(words, fontSize)) + 4))
  const layout = { pitch, width, fontSize }

  const head = textBlock(heads, { ...layout, alignLast: true })
  let y = margin + head.height
  const body = [markup`<g transform="translate(${left} ${margin})">${head.drawn}</g>`]
  rows.forEach(({ images, label, captions = [], framed = [], opensGroup }, row) => {
    if (opensGroup && row > 0) y += groupGap
    const caption = textBlock(captions, { ...layout, alignLast: false })
    body.push(
      markup`<g transform="translate(${left} ${y})">${rowLabel(label, height)}${strip(images, scale, pitch - width)}${framed.map(
        (place) => frame(place * pitch, width, height),
      )}<g transform="translate(0 ${height + 3})">${caption.drawn}</g></g>`,
    )
    y += height + gap + caption.height
  })
  return { width: left + columns * pitch - (pitch - width) + margin, height: y - gap + margin, body: markup`${body}` }
}

/** Units of the page for a pixel of an image: in halves, since a unit has two pixels in the PNG. */
const scaleFor = (imageWidth: number, room: number): number =>
  Math.max(1, Math.floor((2 * Math.min(room, largestImage)) / imageWidth) / 2)

/** Texts in columns, each centred on its image and broken into lines; their first or their last lines at one height. */
function textBlock(
  texts: readonly string[],
  layout: { pitch: number; width: number; fontSize: number; alignLast: boolean },
) {
  const { pitch, width, fontSize, alignLast } = layout
  const lines = texts.map((text) => wrapText(text, pitch - 2, fontSize))
  const most = Math.max(0, ...lines.map(({ length }) => length))
  const lineHeight = fontSize + 2
  const drawn = lines.map((words, column) =>
    words.map((line, i) => {
      const y = ((alignLast ? most - words.length : 0) + i) * lineHeight + fontSize
      return markup`<text x="${column * pitch + width / 2}" y="${y}">${line}</text>`
    }),
  )
  const height = most === 0 ? 0 : most * lineHeight + 5
  return { height, drawn: markup`<g text-anchor="middle" font-size="${fontSize}" fill="${theme.muted}">${drawn}</g>` }
}

const rowLabel = (label: string, height: number): Markup =>
  markup`<text x="${-labelGap}" y="${height / 2 + 3.6}" text-anchor="end" fill="${theme.muted}">${label}</text>`

const frame = (x: number, width: number, height: number): Markup =>
  markup`<rect x="${x - 2}" y="-2" width="${width + 4}" height="${height + 4}" fill="none" stroke="${theme.categories[1]}" stroke-width="2"/>`

/** A row's images as one PNG; where the scale is not whole, at twice their size. */
function strip(images: Images, scale: number, gap: number): Markup {
  const pixels = Number.isInteger(scale) && Number.isInteger(gap) ? 1 : 2
  const png = imageGridPng(images, { columns: images.count, scale: scale * pixels, gap: gap * pixels })
  const width = images.count * (images.width * scale + gap) - gap
  return markup`<image width="${width}" height="${images.height * scale}" image-rendering="optimizeSpeed" style="image-rendering:pixelated" href="data:image/png;base64,${Buffer.from(png).toString('base64')}"/>`
}
