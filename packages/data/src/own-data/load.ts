import { createHash } from 'node:crypto'
import { type DataSet, type LabelledDataSet, type Layout, readerOfNumbers, type Split } from '../data-set.js'
import { DataError } from '../errors.js'
import { factorsOfRows } from '../factors.js'
import { momentsOf, withExtremesOf } from '../preparation/moments-of.js'
import { sizeOf } from '../shape.js'
import { checkSplit, indicesOfSplit, readerOfSubset, type SplitOptions } from '../split.js'
import { classesOf, indicesOfClasses } from './classes.js'
import type { Examples } from './examples.js'
import { type FormatOptions, readOwnFile } from './formats.js'
import { rangeOf } from './range.js'

export interface OwnDataOptions extends SplitOptions, FormatOptions {
  /** The range of the numbers, where it is known better than from those that occur. */
  readonly range?: DataSet['range']
  /** Shape of one example, where the file has it flat: `[28, 28]` for lines of 784 numbers. */
  readonly shape?: readonly number[]
  /** The checksum of all splits, as the provenance of an earlier load has it: other numbers are refused. */
  readonly sha256?: string
}

/**
 * Reads a user's own examples into memory, by what is in the file or folder that `path` leads to, packed by gzip or not; `-` is
 * standard input:
 *
 * - `.npy`: an array [N, ...shape] of numbers.
 * - `.npz`: the array x, images, data or the only one, with the classes in y or labels and ground-truth factors [N, F] in factors;
 *   or x_train and x_test with y_train and y_test.
 * - a table of text (`.csv`, `.tsv`): a line of numbers for each example, with or without a line of names above.
 * - an idx file, or a folder of them, as MNIST is published.
 * - a folder of PNG, JPEG, WebP, GIF or TIFF images, or one image; its sub-folders are classes, but `train` and `test` are splits.
 *
 * Data without splits of their own are all for training, unless `testFraction` has some of them drawn for testing. The range is 0 to 255
 * for bytes and images (0 to 1 for bytes that are nothing else), otherwise the least and the greatest number of all splits.
 *
 * The data set's name is the path, and its provenance holds all options, with which the same examples can be loaded again.
 *
 * @throws DataError `FILE_NOT_FOUND`; `BAD_FILE`, `BAD_VALUES`, `UNKNOWN_NAME` or `TOO_LARGE` for what the file holds; `BAD_PARAMETERS` for
 * options that do not belong together or to such a file
 * @example
 * import { mkdtempSync, writeFileSync } from 'node:fs'
 * import { tmpdir } from 'node:os'
 * import { join } from 'node:path'
 * const path = join(mkdtempSync(join(tmpdir(), 'own-')), 'flowers.csv')
 * writeFileSync(path, 'width,height,kind\n1.5,2,tulip\n1.25,3,rose\n1,3.5,rose\n')
 * const flowers = await loadOwnData(path, { labels: 'kind' })
 * if ('labels' in flowers) console.log(flowers.classes, flowers.labels) // ['rose', 'tulip'], [1, 0, 0]
 */
export async function loadOwnData(path: string, options: OwnDataOptions = {}): Promise<DataSet | LabelledDataSet> {
  const { split = 'train' } = options
  checkSplit(split)
  const found = await readOwnFile(path, options)
  const { train, test } = found
  const splits = test === undefined ? [train] : [train, test]
  if (splits.some(({ shape }) => String(shape) !== String(train.shape))) {
    throw new DataError(
      'BAD_FILE',
      `${path}: examples for testing have shape [${test?.shape.join(', ')}], those for training [${train.shape.join(', ')}]`,
    )
  }
  if (test !== undefined && options.testFraction !== undefined) {
    throw new DataError(
      'BAD_PARAMETERS',
      `${path} has a test split of its own: testFraction is for data that have none`,
    )
  }
  const range = naming(path, () => rangeOf(splits, options.range ?? found.range))
  const classes = naming(path, () => classesOf(splits.flatMap(({ labels = [] }) => labels)))

  const isDrawn = test === undefined && (split === 'test' || options.testFraction !== undefined)
  const examples = split === 'test' && test !== undefined ? test : train
  const about: About = { path, options, range, sha256: checkedSha256(splits, path, options) }
  const whole = dataSetOf(examples, about)
  const labels = examples.labels && indicesOfClasses(examples.labels, classes)
  const all = splits.map((part) => dataSetOf(part, about))
  const training = once(() =>
    withExtremesOf(momentsOf(isDrawn ? drawnOf(all[0]!, 'train') : all[0]!), all.slice(isDrawn ? 0 : 1)),
  )
  const shared = {
    layout: { range, ...found.layout } satisfies Layout,
    ...(found.remarks !== undefined && found.remarks.length > 0 && { remarks: found.remarks }),
    moments: training,
  }
  if (!isDrawn) return labels === undefined ? { ...whole, ...shared } : { ...whole, ...shared, labels, classes }
  const indices = drawnIndices(whole.count, split)
  const drawn = { ...drawnOf(whole, split), ...shared }
  return labels === undefined ? drawn : { ...drawn, labels: Uint8Array.from(indices, (k) => labels[k]!), classes }

  function drawnIndices(count: number, part: Split): Uint32Array {
    return naming(path, () => indicesOfSplit(count, { ...options, split: part }))
  }

  function drawnOf(all: DataSet, part: Split): DataSet {
    const indices = drawnIndices(all.count, part)
    return {
      ...all,
      count: indices.length,
      read: readerOfSubset(all, indices),
      ...(all.factors && { factors: factorsOfRows(all.factors, indices) }),
    }
  }
}

/** Computes a value when it is first asked for. */
function once<T>(compute: () => T): () => T {
  let known: { readonly value: T } | undefined
  return () => {
    known ??= { value: compute() }
    return known.value
  }
}

interface About extends Pick<DataSet, 'range'> {
  readonly path: string
  readonly options: OwnDataOptions
  readonly sha256: string
}

function dataSetOf({ numbers, shape, factors }: Examples, { path, options, range, sha256 }: About): DataSet {
  const dim = sizeOf(shape)
  if (sizeOf(options.shape ?? shape) !== dim) {
    throw new DataError(
      'BAD_PARAMETERS',
      `shape [${options.shape?.join(', ')}] does not fit ${path}, whose examples have ${dim} numbers`,
    )
  }
  const count = numbers.length / dim
  return {
    name: path,
    count,
    dim,
    shape: options.shape ?? shape,
    range,
    provenance: { ...options, split: options.split ?? 'train', sha256 },
    read: readerOfNumbers(numbers, { count, dim }),
    ...(factors && { factors }),
  }
}

/** Of the numbers of all splits, so that whoever evaluates on another split than was trained on can ask for the same file. */
function checkedSha256(splits: readonly Examples[], path: string, { sha256: expected }: OwnDataOptions): string {
  const hash = createHash('sha256')
  const piece = 2 ** 26 // OpenSSL takes less than 2 GiB at once
  for (const { numbers } of splits) {
    const { buffer, byteOffset, byteLength } = numbers
    for (let start = 0; start < byteLength; start += piece) {
      hash.update(new Uint8Array(buffer, byteOffset + start, Math.min(piece, byteLength - start)))
    }
  }
  const found = hash.digest('hex')
  if (found === (expected ?? found)) return found
  throw new DataError(
    'WRONG_FILE',
    `${path} does not hold the numbers that are asked for: found SHA-256 ${found}, expected ${expected}. Put back the file that it was`,
  )
}

/** What is wrong with a file's contents, with the file's name before it. */
function naming<T>(path: string, task: () => T): T {
  try {
    return task()
  } catch (error) {
    if (error instanceof DataError) throw new DataError(error.code, `${path}: ${error.message}`, { cause: error })
    throw error
  }
}
