import { classesOf } from './labelled-codes.js'
import type { Matrix } from './matrix.js'

/** Columns put into bins: the bin of column c at row n is `bin[c * rows + n]`, from 0 to bins - 1. */
export interface Binned {
  readonly rows: number
  readonly columns: number
  readonly bins: number
  readonly bin: Uint32Array
}

/**
 * Puts each column into bins of equal width from its least to its greatest value, as `numpy.digitize` does on the left
 * edges of `numpy.histogram`: an entry on an edge belongs to the bin that begins there. A constant column fills bin 0.
 */
export function discretise({ rows, columns, data }: Matrix, bins: number): Binned {
  const bin = new Uint32Array(rows * columns)
  for (let column = 0; column < columns; column++) {
    let least = Number.POSITIVE_INFINITY
    let greatest = Number.NEGATIVE_INFINITY
    for (let k = column; k < data.length; k += columns) {
      least = Math.min(least, data[k]!)
      greatest = Math.max(greatest, data[k]!)
    }
    const width = (greatest - least) / bins
    if (width === 0) continue
    const edge = (k: number) => k * width + least
    for (let row = 0; row < rows; row++) {
      const value = data[row * columns + column]!
      let k = Math.min(Math.floor((value - least) / width), bins - 1)
      if (k + 1 < bins && value >= edge(k + 1))
        k++ // the division may have rounded across an edge
      else if (k > 0 && value < edge(k)) k--
      bin[column * rows + row] = k
    }
  }
  return { rows, columns, bins, bin }
}

/** Columns of which each distinct value is a bin of its own, in ascending order. */
export function enumerate({ rows, columns, data }: Matrix): Binned {
  const bin = new Uint32Array(rows * columns)
  let bins = 1
  for (let column = 0; column < columns; column++) {
    const { classes, indices } = classesOf(
      Float64Array.from({ length: rows }, (_, row) => data[row * columns + column]!),
    )
    bin.set(indices, column * rows)
    bins = Math.max(bins, classes.length)
  }
  return { rows, columns, bins, bin }
}

/** The mutual information, in nats, of every column of a with every column of b, from their joint histograms: [F, J]. */
export function mutualInformation(a: Binned, b: Binned): Matrix<Float64Array> {
  const entropyOfA = entropies(a)
  const entropyOfB = entropies(b)
  const data = new Float64Array(a.columns * b.columns)
  for (let i = 0; i < a.columns; i++) {
    for (let j = 0; j < b.columns; j++) {
      const information = entropyOfA[i]! + entropyOfB[j]! - entropy(jointHistogram(a, i, b, j), a.rows)
      data[i * b.columns + j] = Math.max(0, information) // rounding may step below 0
    }
  }
  return { rows: a.columns, columns: b.columns, data }
}

/** The entropy of each column, in nats. */
export function entropies(binned: Binned): Float64Array {
  return Float64Array.from({ length: binned.columns }, (_, column) => entropy(histogram(binned, column), binned.rows))
}

function histogram({ rows, bins, bin }: Binned, column: number): Uint32Array {
  const counts = new Uint32Array(bins)
  for (let row = 0; row < rows; row++) counts[bin[column * rows + row]!]!++
  return counts
}

function jointHistogram(a: Binned, i: number, b: Binned, j: number): Uint32Array {
  const counts = new Uint32Array(a.bins * b.bins)
  for (let row = 0; row < a.rows; row++) counts[a.bin[i * a.rows + row]! * b.bins + b.bin[j * b.rows + row]!]!++
  return counts
}

function entropy(counts: Uint32Array, total: number): number {
  let sum = 0
  for (const count of counts) if (count > 0) sum += count * Math.log(count)
  return Math.log(total) - sum / total
}
