import type { DataSet } from './data-set.js'
import { DataError } from './errors.js'

/**
 * How examples are scaled before a model sees them: `l2` divides every example by its Euclidean norm, as the authors'
 * code does; `unit` maps the data set's range onto 0..1; `none` leaves them as they are.
 */
export type Preparation = 'l2' | 'unit' | 'none'

/**
 * The same data set with every row prepared as it is read; labels and ground truth stay as they are.
 *
 * An example of zeros stays zeros under `l2`. `unit` uses `dataSet.range`, not the numbers that happen to occur, so a
 * test set is scaled exactly as its training set.
 *
 * @throws DataError `UNKNOWN_NAME` for any other preparation
 * @example
 * const train = prepare(smileyDataSet({ count: 1000, seed: 1 }), 'l2')
 * const batch = train.read([0, 1, 2]) // [3, 1024], every row of norm 1
 */
export function prepare<D extends DataSet>(dataSet: D, preparation: Preparation): D {
  const [lowest, highest] = dataSet.range
  const provenance = { ...dataSet.provenance, preparation }
  switch (preparation) {
    case 'none':
      return dataSet
    case 'unit': {
      if (lowest === 0 && highest === 1) return dataSet
      const scale = 1 / (highest - lowest)
      return {
        ...dataSet,
        provenance,
        range: [0, 1],
        read: (indices, out) => shiftAndScale(dataSet.read(indices, out), lowest, scale),
      }
    }
    case 'l2':
      return {
        ...dataSet,
        provenance,
        range: [lowest < 0 ? -1 : 0, highest > 0 ? 1 : 0],
        read: readerOfUnitVectors(dataSet),
      }
    default:
      throw new DataError('UNKNOWN_NAME', `there is no preparation '${preparation}': use 'l2', 'unit' or 'none'`)
  }
}

function shiftAndScale(numbers: Float32Array, lowest: number, scale: number): Float32Array {
  for (let k = 0; k < numbers.length; k++) numbers[k] = (numbers[k]! - lowest) * scale
  return numbers
}

function readerOfUnitVectors({ count, dim, read }: DataSet): DataSet['read'] {
  const scales = new Float64Array(count) // 1 / norm of the examples read so far, 0 for the others
  return (indices, out) => {
    const rows = read(indices, out)
    for (let row = 0; row < indices.length; row++) {
      const start = row * dim
      const end = start + dim
      const scale = scales[indices[row]!] || inverseNorm(rows, start, end)
      scales[indices[row]!] = scale
      for (let k = start; k < end; k++) rows[k] = rows[k]! * scale
    }
    return rows
  }
}

/** 1 / norm of numbers[start..end); 1 where all are zero, so that they stay zero. */
function inverseNorm(numbers: Float32Array, start: number, end: number): number {
  let sum = 0
  for (let k = start; k < end; k++) sum += numbers[k]! * numbers[k]!
  return sum === 0 ? 1 : 1 / Math.sqrt(sum)
}
