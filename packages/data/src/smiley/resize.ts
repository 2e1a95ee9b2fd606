/** A matrix [rows, columns], row-major. */
export interface Matrix {
  readonly rows: number
  readonly columns: number
  readonly data: Float64Array
}

/**
 * Resizes a matrix as MATLAB's `imresize(A, [rows columns])` does by default: bicubic, the kernel widened where the
 * image shrinks (antialiasing), the borders mirrored, one dimension after the other beginning with the one that shrinks more.
 */
export function resize(source: Matrix, size: { readonly rows: number; readonly columns: number }): Matrix {
  if (size.rows / source.rows <= size.columns / source.columns) {
    return resizeColumns(resizeRows(source, size.rows), size.columns)
  }
  return resizeRows(resizeColumns(source, size.columns), size.rows)
}

const resizeColumns = (source: Matrix, columns: number): Matrix => transpose(resizeRows(transpose(source), columns))

function resizeRows(source: Matrix, rows: number): Matrix {
  const { columns } = source
  const data = new Float64Array(rows * columns)
  for (let row = 0; row < rows; row++) {
    for (const { index, weight } of contributions(row, source.rows, rows)) {
      for (let column = 0; column < columns; column++) {
        data[row * columns + column]! += weight * source.data[index * columns + column]!
      }
    }
  }
  return { rows, columns, data }
}

function transpose({ rows, columns, data }: Matrix): Matrix {
  const transposed = Float64Array.from(data, (_, k) => data[(k % rows) * columns + Math.floor(k / rows)]!)
  return { rows: columns, columns: rows, data: transposed }
}

/** Which of `before` inputs, with which weights of sum 1, make output `position` of `after`. */
function contributions(position: number, before: number, after: number): { index: number; weight: number }[] {
  const scale = after / before
  const stretch = Math.min(scale, 1)
  const width = 4 / stretch
  // The output pixel's centre in the input's coordinates; both count pixels from 1.
  const centre = (position + 1) / scale + 0.5 * (1 - 1 / scale)
  const first = Math.floor(centre - width / 2)
  const taps = Array.from({ length: Math.ceil(width) + 2 }, (_, k) => ({
    index: mirror(first + k - 1, before),
    weight: stretch * bicubic(stretch * (centre - first - k)),
  }))
  const total = taps.reduce((sum, { weight }) => sum + weight, 0)
  return taps.map(({ index, weight }) => ({ index, weight: weight / total }))
}

/** Maps an index beyond the ends of 0..n-1 back inside: ..., 1, 0, 0, 1, ..., n-1, n-1, n-2, ... */
function mirror(index: number, n: number): number {
  const period = 2 * n
  const folded = ((index % period) + period) % period
  return folded < n ? folded : period - 1 - folded
}

/** The cubic convolution kernel with a = -0.5 (Keys, "Cubic convolution interpolation for digital image processing", 1981). */
function bicubic(distance: number): number {
  const x = Math.abs(distance)
  if (x <= 1) return 1.5 * x ** 3 - 2.5 * x ** 2 + 1
  return x <= 2 ? -0.5 * x ** 3 + 2.5 * x ** 2 - 4 * x + 2 : 0
}
