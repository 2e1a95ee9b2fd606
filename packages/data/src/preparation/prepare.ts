import type { DataSet } from '../data-set.js'
import { DataError } from '../errors.js'
import { momentsOf } from './moments-of.js'
import {
  applyPreparation,
  inverseNorm,
  type Preparation,
  type PreparationName,
  preparationNames,
  preparedRange,
} from './preparation.js'

/**
 * A preparation by its name, with the numbers that it takes from a data set: its range for `unit`, and for `standardise` means and
 * deviations of its training examples where it knows them ({@link DataSet.moments}), else of its own.
 *
 * @throws DataError `UNKNOWN_NAME` for any other name
 */
export function preparationOf(dataSet: DataSet, name: PreparationName): Preparation {
  switch (name) {
    case 'none':
    case 'l2':
      return { kind: name }
    case 'unit':
      return { kind: name, range: dataSet.range }
    case 'standardise': {
      const { means, deviations } = dataSet.moments?.() ?? momentsOf(dataSet)
      return { kind: name, means: [...means], deviations: Array.from(deviations, (deviation) => deviation || 1) }
    }
    default: {
      const names = preparationNames.map((each) => `'${each}'`).join(', ')
      throw new DataError('UNKNOWN_NAME', `there is no preparation '${name}': there are ${names}`)
    }
  }
}

/**
 * The same data set with every row prepared as it is read; labels and ground truth stay as they are. The preparation is given by its
 * name, or with the numbers that it had for other data, which these are then made alike to.
 *
 * An example of zeros stays zeros under `l2`. `unit` uses `dataSet.range`, not the numbers that happen to occur, so a
 * test set is scaled exactly as its training set. `standardise` uses the training examples: see {@link preparationOf}.
 *
 * @throws DataError `UNKNOWN_NAME` for any other preparation, `WRONG_LENGTH` for one of examples with more or fewer numbers
 * @example
 * const train = prepare(smileyDataSet({ count: 1000, seed: 1 }), 'l2')
 * const batch = train.read([0, 1, 2]) // [3, 1024], every row of norm 1
 */
export function prepare<D extends DataSet>(dataSet: D, asked: PreparationName | Preparation): D {
  const preparation = typeof asked === 'string' ? preparationOf(dataSet, asked) : asked
  const { dim, range, read } = dataSet
  applyPreparation(preparation, new Float32Array(0), dim) // refuses one that is for other examples
  if (changesNothing(preparation)) return typeof asked === 'string' ? dataSet : { ...dataSet, preparation }
  const { moments, ...rest } = dataSet // of the raw numbers
  return {
    ...rest,
    preparation,
    provenance: { ...dataSet.provenance, preparation: asked === 'standardise' ? preparation : asked },
    range: preparedRange(preparation, range, preparation.kind === 'standardise' ? moments?.() : undefined),
    read:
      preparation.kind === 'l2'
        ? readerOfUnitVectors(dataSet)
        : (indices, out) => applyPreparation(preparation, read(indices, out), dim),
  } as DataSet as D
}

const changesNothing = (preparation: Preparation): boolean =>
  preparation.kind === 'none' ||
  (preparation.kind === 'unit' && preparation.range[0] === 0 && preparation.range[1] === 1)

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
