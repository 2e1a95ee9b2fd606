import type { Matrix } from './matrix.js'

const mostBins = 255
const resolution = 1e-7 // values nearer than this are one, as for scikit-learn's trees

/** Inputs put into bins once, so that trees need no sorting. */
export interface BinnedInputs {
  readonly rows: number
  /** The bin of input j in row n is `bin[j * rows + n]`. */
  readonly bin: Uint8Array
  /** Of each input its bins, in ascending order. */
  readonly inputs: readonly InputBins[]
}

/** The bins of one input: its least and greatest value in each. */
interface InputBins {
  readonly least: Float64Array
  readonly greatest: Float64Array
}

/**
 * Puts inputs [N, J] into at most 255 bins each, every distinct value into one of its own where there are no more of them, else
 * about equally many examples into each. Values are taken in float32, as scikit-learn does.
 */
export function binInputs({ rows, columns, data }: Matrix): BinnedInputs {
  const bin = new Uint8Array(rows * columns)
  const inputs = Array.from({ length: columns }, (_, column) => {
    const values = Float32Array.from({ length: rows }, (_, row) => data[row * columns + column]!)
    const bins = binsOf(values.slice().sort())
    for (let row = 0; row < rows; row++) bin[column * rows + row] = binOf(bins, values[row]!)
    return bins
  })
  return { rows, bin, inputs }
}

function binsOf(sorted: Float32Array): InputBins {
  const { values, counts } = distinct(sorted)
  const least: number[] = []
  const greatest: number[] = []
  let inBin = 0
  let left = sorted.length
  const close = (last: number) => {
    greatest.push(last)
    left -= inBin
    inBin = 0
  }
  values.forEach(([first, last], k) => {
    // A bin is full when it holds its share of what is left. A value that fills one by itself, such as 0 in sparse codes, has
    // one of its own.
    const share = () => (values.length <= mostBins ? 1 : left / (mostBins - greatest.length))
    if (inBin > 0 && counts[k]! >= share()) close(values[k - 1]![1])
    if (inBin === 0) least.push(first)
    inBin += counts[k]!
    if (inBin >= share() || k === values.length - 1) close(last)
  })
  return { least: Float64Array.from(least), greatest: Float64Array.from(greatest) }
}

/** The values that can be told apart, each with the first and the last number that counts as it, and how often they are there. */
function distinct(sorted: Float32Array): { values: (readonly [number, number])[]; counts: number[] } {
  const values: [number, number][] = []
  const counts: number[] = []
  for (const value of sorted) {
    const last = values.at(-1)
    if (last !== undefined && value <= last[1] + resolution) {
      last[1] = value
      counts[counts.length - 1]!++
    } else {
      values.push([value, value])
      counts.push(1)
    }
  }
  return { values, counts }
}

function binOf({ greatest }: InputBins, value: number): number {
  let [low, high] = [0, greatest.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if (value <= greatest[middle]!) high = middle
    else low = middle + 1
  }
  return low
}
