import { requireCount, requireLength, requirePlaces } from './checks.js'
import { FiguresError } from './errors.js'
import { type Figure, type FigureText, svgDocument, toFigure } from './figure.js'
import { type Images, requireImages } from './image-grid.js'
import { drawImageRows, type ImageRow } from './image-rows.js'

/** Images in rows and columns that may carry labels. */
export interface ImageGridContent {
  /** Row by row. */
  readonly images: Images
  /** Images in a row; a list where rows differ in length. */
  readonly columns: number | readonly number[]
  readonly rowLabels?: readonly string[]
  /** Above the columns, in as many lines as they need. */
  readonly columnLabels?: readonly string[]
  /** Under each image: the latent whose spike was switched, for instance. */
  readonly imageLabels?: readonly string[]
  /** Images with a frame, by their place in `images`: the originals among those a model made, for instance. */
  readonly framed?: readonly number[]
  /** Rows, counted from 0, that end a group: a wider gap follows. */
  readonly gapAfterRows?: readonly number[]
}

/**
 * Draws images as a grid with labelled rows and columns: traversals of latents, interpolations as in figure 7 of Tonolini
 * et al. 2019, or samples beside the image they start from.
 *
 * Throws FiguresError where the images' data, the labels, or a place in `framed` or `gapAfterRows` do not fit the grid.
 *
 * @example
 * const figure = await imageGridFigure({
 *   name: 'interpolation',
 *   title: 'Spikes switched one by one',
 *   images: { count: 3, height: 2, width: 2, channels: 1, data: [0, 1, 1, 0, 1, 1, 1, 0, 1, 0, 0, 1] },
 *   columns: 3,
 *   rowLabels: ['bag to coat'],
 *   imageLabels: ['original', '+17', '−3'],
 *   framed: [0, 2],
 * })
 */
export async function imageGridFigure(content: FigureText & ImageGridContent): Promise<Figure> {
  const { images, rowLabels = [], columnLabels = [], imageLabels = [], framed = [], gapAfterRows = [] } = content
  requireImages('images', images)
  const rows = splitIntoRows(images, content.columns)
  const lengths = rows.map((row) => row.images.count)
  const longest = Math.max(...lengths)
  if (rowLabels.length > 0) requireLength('rowLabels', rowLabels, rows.length, 'the number of rows')
  if (columnLabels.length > 0) requireLength('columnLabels', columnLabels, longest, 'the number of columns')
  if (imageLabels.length > 0) requireLength('imageLabels', imageLabels, images.count, 'the number of images')
  requirePlaces('framed', framed, images.count, 'images')
  requirePlaces('gapAfterRows', gapAfterRows, rows.length, 'rows')

  const imageRows = rows.map(
    ({ images, start }, row): ImageRow => ({
      images,
      label: rowLabels[row] ?? '',
      captions: imageLabels.slice(start, start + images.count),
      framed: framed.map((place) => place - start).filter((place) => place >= 0 && place < images.count),
      opensGroup: gapAfterRows.includes(row - 1),
    }),
  )
  const named = (what: string, labels: readonly string[]) =>
    labels.some(Boolean) ? `; ${what} ${labels.filter(Boolean).join(', ')}` : ''
  const alt = `${content.title}: ${images.count} images in ${rows.length} rows of ${Math.min(...lengths) < longest ? 'up to ' : ''}${longest}${named('rows', rowLabels)}${named('columns', columnLabels)}.`
  return toFigure(content, svgDocument({ ...drawImageRows(imageRows, columnLabels), alt }), alt)
}

/**
 * Draws each original above its reconstruction, `columns` pairs (12 by default) side by side.
 *
 * Throws FiguresError where the two do not hold images of one size and number.
 */
export async function reconstructionFigure(
  content: FigureText & { readonly originals: Images; readonly reconstructions: Images; readonly columns?: number },
): Promise<Figure> {
  const { originals, reconstructions, columns = 12 } = content
  requireImages('originals', originals)
  requireImages('reconstructions', reconstructions)
  const [a, b] = [originals, reconstructions].map((images) => sizeOf(images).join(' x '))
  if (a !== b)
    throw new FiguresError(
      'WRONG_SIZE',
      `originals are ${a}, reconstructions ${b} (count x height x width x channels).`,
    )
  const below = splitIntoRows(reconstructions, columns)
  const rows = splitIntoRows(originals, columns).flatMap(({ images }, row): ImageRow[] => [
    { images, label: 'original', opensGroup: true },
    { images: below[row]!.images, label: 'reconstruction', opensGroup: false },
  ])
  const alt = `${content.title}: ${originals.count} images, each above its reconstruction.`
  return toFigure(content, svgDocument({ ...drawImageRows(rows, []), alt }), alt)
}

/** The images of each row, and the place of its first one among all. */
function splitIntoRows(images: Images, columns: number | readonly number[]): { images: Images; start: number }[] {
  const rows: { images: Images; start: number }[] = []
  let start = 0
  for (const length of rowLengths(images.count, columns)) {
    rows.push({ images: slice(images, start, length), start })
    start += length
  }
  return rows
}

function rowLengths(count: number, columns: number | readonly number[]): readonly number[] {
  if (typeof columns === 'number') {
    requireCount('columns', columns)
    return Array.from({ length: Math.ceil(count / columns) }, (_, row) => Math.min(columns, count - row * columns))
  }
  for (const [row, length] of columns.entries()) requireCount(`columns[${row}]`, length)
  const sum = columns.reduce((total, length) => total + length, 0)
  if (sum !== count)
    throw new FiguresError('WRONG_SIZE', `columns has room for ${sum} images in all; images has ${count}.`)
  return columns
}

const sizeOf = ({ count, height, width, channels }: Images) => [count, height, width, channels]

function slice(images: Images, start: number, count: number): Images {
  const size = images.height * images.width * images.channels
  return { ...images, count, data: Array.prototype.slice.call(images.data, start * size, (start + count) * size) }
}
