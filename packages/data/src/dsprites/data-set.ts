import { type CachedRecordsOptions, cachedRecords } from '../cache/cached-records.js'
import { type Records, readerOfRecords } from '../cache/record-reader.js'
import type { DataSet } from '../data-set.js'
import { DataError } from '../errors.js'
import type { Factors } from '../factors.js'
import { identifyFile } from '../fetch/check-file.js'
import type { NumberArray } from '../numpy/dtype.js'
import { openNpyStream, readNpyStream } from '../numpy/npy.js'
import { type Npz, openNpz } from '../numpy/npz.js'
import { indicesOfSplit, readerOfSubset, type SplitOptions } from '../split.js'
import { packBits, unpackBits } from './bits.js'
import { dSpritesFactors, imageSize } from './published.js'

/** Images [64, 64] of 0 and 1, read from the disk as they are needed, with the factors that they were drawn from. */
export interface DSpritesDataSet extends DataSet {
  /** `factorValues` without the colour, which is always white. */
  readonly factors: Factors
  /** [N, 6], which of its values each factor has, counted from 0; in the order of `dSpritesFactors` */
  readonly factorClasses: Uint8Array
  /** [N, 6], the values: shape 1 to 3 (square, ellipse, heart), scale 0.5 to 1, orientation in radians, positions 0 to 1 */
  readonly factorValues: Float64Array
}

export type DSpritesOptions = SplitOptions & Pick<CachedRecordsOptions, 'folders' | 'onProgress' | 'signal'>

const factors = dSpritesFactors.length
const dim = imageSize * imageSize

/**
 * The examples of the published .npz file, or of one like it.
 *
 * @throws DataError `BAD_FILE`, `UNKNOWN_NAME` where it is not such a file; what `cachedRecords` and `indicesOfSplit` throw
 */
export async function dSpritesDataSet(path: string, options: DSpritesOptions): Promise<DSpritesDataSet> {
  const { split = 'train', testFraction, seed = 1, ...caching } = options
  const npz = await openNpz(path)
  try {
    const classes = await readFactors(npz, 'latents_classes')
    const values = await readFactors(npz, 'latents_values')
    const count = classes.length / factors
    if (values.length !== classes.length) {
      throw new DataError('BAD_FILE', `${path} has classes for ${count} images, values for ${values.length / factors}`)
    }
    const wrong = classes.findIndex((each) => !(Number.isInteger(each) && each >= 0 && each < 256))
    if (wrong >= 0) {
      throw new DataError(
        'BAD_FILE',
        `${path}: number ${wrong} of latents_classes is ${classes[wrong]}, expected 0 to 255`,
      )
    }
    const indices = indicesOfSplit(count, options)
    const factorValues = rowsOf(Float64Array.from(values), indices)
    const read = readerOfRecords(await packedImages(npz, { path, count, ...caching }), dim, unpackBits)
    return {
      name: 'dsprites',
      count: indices.length,
      dim,
      shape: [imageSize, imageSize],
      range: [0, 1],
      provenance: { split, ...(testFraction !== undefined && { testFraction, seed }) },
      read: readerOfSubset({ read }, indices),
      factorClasses: rowsOf(Uint8Array.from(classes), indices),
      factorValues,
      factors: varyingFactors(factorValues),
    }
  } finally {
    npz.close()
  }
}

/** Every factor but the first, the colour. */
function varyingFactors(factorValues: Float64Array): Factors {
  const [, ...names] = dSpritesFactors
  return {
    names,
    kinds: names.map(() => 'discrete' as const),
    values: factorValues.filter((_, k) => k % factors !== 0),
  }
}

async function readFactors(npz: Npz, name: string): Promise<NumberArray> {
  const { chunks, ...source } = npz.stream(name)
  const { shape, data } = await readNpyStream(chunks, source)
  if (shape.length !== 2 || shape[1] !== factors) {
    throw new DataError('BAD_FILE', `${source.name} has shape [${shape.join(', ')}], expected [N, ${factors}]`)
  }
  return data
}

interface PackedImagesOptions extends Pick<CachedRecordsOptions, 'folders' | 'onProgress' | 'signal'> {
  readonly path: string
  readonly count: number
}

/** The images, a bit for each pixel. They inflate to 3 GB, so they are packed piece by piece. */
async function packedImages(npz: Npz, { path, count, ...caching }: PackedImagesOptions): Promise<Records> {
  const { chunks, ...source } = npz.stream('imgs')
  return cachedRecords({
    ...caching,
    shape: [count, imageSize, imageSize / 8],
    description: { name: 'dsprites-bits', of: (await identifyFile(path))?.checksum },
    async *produce() {
      const { body } = await openNpyStream(chunks, source, ({ dtype, shape, fortranOrder }) => {
        const expected = [count, imageSize, imageSize]
        if (dtype.itemBytes === 1 && String(shape) === String(expected) && !fortranOrder) return
        throw new DataError(
          'BAD_FILE',
          `${source.name} is ${dtype.descr} of shape [${shape.join(', ')}], expected bytes, row-major, of shape [${expected.join(', ')}]`,
        )
      })
      yield* packBits(body, source.name)
    },
  })
}

function rowsOf<A extends Uint8Array | Float64Array>(table: A, indices: Uint32Array): A {
  const rows = table.slice(0, indices.length * factors) as A
  indices.forEach((index, row) => {
    rows.set(table.subarray(index * factors, (index + 1) * factors), row * factors)
  })
  return rows
}
