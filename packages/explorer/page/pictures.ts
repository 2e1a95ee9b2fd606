import type { ExplorerData } from '../src/contents.js'

/** The size of an image; undefined for data of another shape. */
export function imageSize({ shape }: Pick<ExplorerData, 'shape'>) {
  const [height, width, channels = 1] = shape
  if (height === undefined || width === undefined || shape.length > 3) return undefined
  return channels === 1 || channels === 3 ? { height, width, channels } : undefined
}

/** What examples are, as far as that decides how they look. */
export type PictureData = Pick<ExplorerData, 'shape' | 'range' | 'unitNorm'>

/** The pixels of an example, black at the lowest number that the data may have; of norm 1, white at its own highest. */
function pixelsOf(x: Float32Array, data: PictureData): ImageData {
  const { height, width, channels } = imageSize(data)!
  const [lowest, highest] = data.unitNorm ? [0, Math.max(1e-6, ...x)] : data.range
  const pixels = new ImageData(width, height)
  for (let k = 0; k < height * width; k++) {
    for (let c = 0; c < 3; c++) {
      const value = x[channels === 3 ? 3 * k + c : k]!
      pixels.data[4 * k + c] = Math.round((255 * (value - lowest)) / (highest - lowest))
    }
    pixels.data[4 * k + 3] = 255
  }
  return pixels
}

/** The other way: numbers of the data's range, grey where the data are; of norm 1 where these are. */
export function numbersOfPixels({ data: bytes }: ImageData, data: PictureData): Float32Array {
  const { height, width, channels } = imageSize(data)!
  const [lowest, highest] = data.unitNorm ? [0, 1] : data.range
  const x = new Float32Array(height * width * channels)
  for (let k = 0; k < height * width; k++) {
    const [red, green, blue] = [bytes[4 * k]!, bytes[4 * k + 1]!, bytes[4 * k + 2]!]
    const colours = channels === 3 ? [red, green, blue] : [0.299 * red + 0.587 * green + 0.114 * blue]
    colours.forEach((value, c) => {
      x[channels * k + c] = lowest + ((highest - lowest) * value) / 255
    })
  }
  const norm = Math.hypot(...x)
  return data.unitNorm && norm > 0 ? x.map((value) => value / norm) : x
}

/** One or more examples side by side on a canvas, `columns` in a row, a pixel apart. */
export function draw(
  canvas: HTMLCanvasElement,
  examples: readonly Float32Array[],
  data: PictureData,
  columns: number,
): void {
  const { height, width } = imageSize(data)!
  const rows = Math.ceil(examples.length / columns)
  const across = Math.min(columns, examples.length)
  canvas.width = across * (width + 1) - 1
  canvas.height = rows * (height + 1) - 1
  const context = canvas.getContext('2d')!
  examples.forEach((x, i) => {
    context.putImageData(pixelsOf(x, data), (i % columns) * (width + 1), Math.floor(i / columns) * (height + 1))
  })
}
