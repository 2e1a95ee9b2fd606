import type { GridOptions, Images } from '@vsc/figures'

/** The longest side of a picture, in pixels: larger ones take minutes to write, and viewers refuse them. */
const longestSide = 4096

/**
 * Images and how they stand in a grid, so that the picture has no side of more than 4096 pixels: not enlarged, or each made smaller by
 * averaging squares of pixels.
 */
export function boundedGrid(
  images: Images,
  grid: GridOptions,
): { readonly images: Images; readonly grid: GridOptions } {
  const { scale = 2, columns } = grid
  const across = images.width * columns
  const down = images.height * Math.ceil(images.count / columns)
  const side = Math.max(across, down)
  if (side * scale <= longestSide) return { images, grid }
  const factor = Math.ceil(side / longestSide)
  return { images: factor === 1 ? images : shrunk(images, factor), grid: { ...grid, scale: 1 } }
}

/** Means of squares of factor x factor pixels; those at the right and the bottom may be cut. */
function shrunk({ count, height, width, channels, data }: Images, factor: number): Images {
  const [rows, columns] = [Math.ceil(height / factor), Math.ceil(width / factor)]
  const means = new Float32Array(count * rows * columns * channels)
  let to = 0
  for (let image = 0; image < count; image++) {
    for (let y = 0; y < rows; y++) {
      for (let x = 0; x < columns; x++) {
        const [bottom, right] = [Math.min(height, (y + 1) * factor), Math.min(width, (x + 1) * factor)]
        for (let channel = 0; channel < channels; channel++) {
          let sum = 0
          for (let row = y * factor; row < bottom; row++) {
            for (let column = x * factor; column < right; column++) {
              sum += data[((image * height + row) * width + column) * channels + channel]!
            }
          }
          means[to++] = sum / ((bottom - y * factor) * (right - x * factor))
        }
      }
    }
  }
  return { count, height: rows, width: columns, channels, data: means }
}
