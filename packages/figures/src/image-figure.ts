import { requireCount, requireLength } from './checks.js'
import { FiguresError } from './errors.js'
import { type Figure, type FigureText, svgDocument, toFigure } from './figure.js'
import { type Images, imageGridPng, requireImages } from './image-grid.js'
import { type Markup, markup } from './markup.js'
import { theme, widest } from './theme.js'

/** Images in rows and columns that may carry labels. */
export interface ImageGridContent {
  /** Row by row. */
  readonly images: Images
  readonly columns: number
  readonly rowLabels?: readonly string[]
  readonly columnLabels?: readonly string[]
}

const margin = 12
const gap = 2
const pairGap = 10
const labelGap = 8
const largestImage = 72

/**
 * Draws images as a grid with labelled rows and columns: the traversals of latents, for instance, one latent a row and
 * one value a column.
 *
 * Throws FiguresError where the images' data, the row labels or the column labels do not fit the grid.
 *
 * @example
 * const figure = await imageGridFigure({
 *   name: 'traversals',
 *   title: 'Latent traversals',
 *   images: { count: 2, height: 2, width: 2, channels: 1, data: [0, 1, 1, 0, 1, 0, 0, 1] },
 *   columns: 2,
 *   rowLabels: ['latent 17'],
 *   columnLabels: ['−2', '2'],
 * })
 */
export async function imageGridFigure(content: FigureText & ImageGridContent): Promise<Figure> {
  const { images, columns, rowLabels = [], columnLabels = [] } = content
  requireImages('images', images)
  requireCount('columns', columns)
  const rows = Math.ceil(images.count / columns)
  if (rowLabels.length > 0) requireLength('rowLabels', rowLabels, rows, 'the number of rows')
  if (columnLabels.length > 0) requireLength('columnLabels', columnLabels, columns, 'the number of columns')
  const alt = `${content.title}: ${images.count} images in ${rows} rows of ${columns}${rowLabels.length > 0 ? `; rows ${rowLabels.join(', ')}` : ''}.`
  const strips = Array.from({ length: rows }, (_, row) => ({
    images: slice(images, row * columns, columns),
    label: rowLabels[row] ?? '',
    gapBelow: gap,
  }))
  return drawStrips(content, alt, strips, columnLabels)
}

/**
 * Draws each original above its reconstruction, `columns` pairs (12 unless given) side by side.
 *
 * Throws FiguresError where the two do not hold images of one size and number.
 */
export async function reconstructionFigure(
  content: FigureText & { readonly originals: Images; readonly reconstructions: Images; readonly columns?: number },
): Promise<Figure> {
  const { originals, reconstructions, columns = 12 } = content
  requireImages('originals', originals)
  requireImages('reconstructions', reconstructions)
  requireCount('columns', columns)
  const [a, b] = [originals, reconstructions].map((images) => sizeOf(images).join(' x '))
  if (a !== b)
    throw new FiguresError(
      'WRONG_SIZE',
      `originals are ${a}, reconstructions ${b} (count x height x width x channels).`,
    )
  const strips = Array.from({ length: Math.ceil(originals.count / columns) }, (_, row) => [
    { images: slice(originals, row * columns, columns), label: 'original', gapBelow: gap },
    { images: slice(reconstructions, row * columns, columns), label: 'reconstruction', gapBelow: pairGap },
  ]).flat()
  const alt = `${content.title}: ${originals.count} images, each above its reconstruction.`
  return drawStrips(content, alt, strips, [])
}

/** One row of images. */
interface Strip {
  readonly images: Images
  readonly label: string
  readonly gapBelow: number
}

/** Draws rows of images one under the other, scaled by a whole number so that a row is at most as wide as the page. */
async function drawStrips(
  text: FigureText,
  alt: string,
  strips: readonly Strip[],
  columnLabels: readonly string[],
): Promise<Figure> {
  const labelWidth = widest(
    strips.map((strip) => strip.label),
    theme.fontSize.label,
  )
  const left = margin + (labelWidth > 0 ? labelWidth + labelGap : 0)
  const { width: imageWidth, count: columns } = strips[0]!.images
  const room = (theme.width - left - margin) / columns - gap
  const scale = Math.max(1, Math.floor(Math.min(room, largestImage) / imageWidth))
  const pitch = imageWidth * scale + gap

  const top = margin + (columnLabels.length > 0 ? 16 : 0)
  const heads = columnLabels.map(
    (label, j) =>
      markup`<text x="${left + j * pitch + (pitch - gap) / 2}" y="${top - 6}" text-anchor="middle" fill="${theme.muted}">${label}</text>`,
  )
  let y = top
  const rows = strips.map((strip) => {
    const drawn = drawStrip(strip, scale, left, y)
    y += strip.images.height * scale + strip.gapBelow
    return drawn
  })
  const drawing = {
    width: left + columns * pitch - gap + margin,
    height: y - strips.at(-1)!.gapBelow + margin,
    alt,
    body: markup`${heads}${rows}`,
  }
  return toFigure(text, svgDocument(drawing), alt)
}

function drawStrip({ images, label }: Strip, scale: number, x: number, y: number): Markup {
  const png = Buffer.from(imageGridPng(images, { columns: images.count, scale, gap })).toString('base64')
  const width = images.count * (images.width * scale + gap) - gap
  const height = images.height * scale
  return markup`<text x="${x - labelGap}" y="${y + height / 2 + 3.6}" text-anchor="end" fill="${theme.muted}">${label}</text><image x="${x}" y="${y}" width="${width}" height="${height}" image-rendering="optimizeSpeed" style="image-rendering:pixelated" href="data:image/png;base64,${png}"/>`
}

const sizeOf = ({ count, height, width, channels }: Images) => [count, height, width, channels]

function slice(images: Images, start: number, count: number): Images {
  const size = images.height * images.width * images.channels
  const end = Math.min(start + count, images.count)
  return { ...images, count: end - start, data: Array.prototype.slice.call(images.data, start * size, end * size) }
}
