import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { DataError } from '../errors.js'
import { type IdxNumbers, isIdx, parseIdx } from '../mnist/idx.js'
import { listOf } from '../numpy/npz.js'
import { checkFits, type Examples, type ExamplesBySplit } from './examples.js'
import type { ImageArrayOptions } from './image-arrays.js'
import { examplesOf } from './numpy-examples.js'
import { type DataSource, openSource } from './source.js'

export interface IdxOptions extends ImageArrayOptions {
  /** `false` where the labels' file beside is to be left out. */
  readonly labels?: string | number | false | undefined
}

/** The images of one idx file; of an array of one dimension nothing can be learned. */
export async function readIdxExamples(source: DataSource, options: IdxOptions): Promise<ExamplesBySplit> {
  const { examples, remarks } = examplesOf(await arrayOf(source), source.name, options)
  return { train: examples, remarks }
}

/** An idx file of a folder. */
interface IdxFile {
  readonly name: string
  readonly array: IdxNumbers
}

/** The idx files of a folder, whatever they are called and whether packed or not; undefined where there are none. */
export async function idxFilesOf(folder: string): Promise<readonly IdxFile[] | undefined> {
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries.filter((entry) => !entry.isDirectory() && mayBeIdx(entry.name)).map(({ name }) => name)
  const files: IdxFile[] = []
  for (const name of names.sort()) {
    const source = await openSource(join(folder, name))
    if (source !== 'folder' && isIdx(source.start)) files.push({ name, array: await arrayOf(source) })
  }
  return files.length === 0 ? undefined : files
}

/** Others are not looked into: a folder of photos has thousands. */
const mayBeIdx = (name: string) => /ubyte|idx|\.gz$/i.test(name) && !name.startsWith('.')

/**
 * The examples of a folder of idx files, as MNIST and its kin are published: images [N, height, width] and labels [N] of one or both
 * splits. Which is which the files' shapes say, and of the splits their names: `train`, and `test` or `t10k`.
 *
 * @throws DataError `BAD_FILE` where there is more than one array for a place, or labels are not as many as images
 */
export function examplesOfIdxFiles(folder: string, files: readonly IdxFile[], options: IdxOptions): ExamplesBySplit {
  const isTest = ({ name }: IdxFile) => /test|t10k|valid/i.test(name)
  const [test, train] = [files.filter(isTest), files.filter((file) => !isTest(file))]
  const read = (part: readonly IdxFile[]) => splitOf(folder, part, options)
  if (train.length === 0) return { train: read(test).examples, remarks: read(test).remarks }
  const { examples, remarks } = read(train)
  return { train: examples, ...(test.length > 0 && { test: read(test).examples }), remarks }
}

function splitOf(folder: string, files: readonly IdxFile[], options: IdxOptions) {
  const images = onlyOne(
    folder,
    files.filter(({ array }) => array.shape.length > 1),
  )
  if (images === undefined) {
    throw new DataError('BAD_FILE', `${folder} has idx files of labels (${namesOf(files)}), but none of images`)
  }
  const { examples, remarks } = examplesOf(images.array, join(folder, images.name), options)
  const labels =
    options.labels === false
      ? undefined
      : onlyOne(
          folder,
          files.filter(({ array }) => array.shape.length === 1),
        )
  if (labels === undefined) return { examples, remarks }
  const [count] = images.array.shape
  if (labels.array.data.length !== count) {
    throw new DataError(
      'BAD_FILE',
      `${join(folder, labels.name)} has ${labels.array.data.length} labels, but ${images.name} ${count} images`,
    )
  }
  return { examples: { ...examples, labels: [...labels.array.data] } satisfies Examples, remarks }
}

/** One file; of two that hold the same, as one that is packed and its unpacked copy do, the first. */
function onlyOne(folder: string, files: readonly IdxFile[]): IdxFile | undefined {
  const [first, ...others] = files
  const other = others.find(({ array }) => !sameArray(array, first!.array))
  if (other === undefined) return first
  throw new DataError(
    'BAD_FILE',
    `${folder} has more than one data set: ${namesOf(files)} hold different arrays for the same place; give each data set a folder of its own, or one file`,
  )
}

const namesOf = (files: readonly IdxFile[]) => listOf(files.map(({ name }) => name))

const sameArray = (one: IdxNumbers, other: IdxNumbers) =>
  String(one.shape) === String(other.shape) && one.data.every((value, k) => value === other.data[k])

async function arrayOf(source: DataSource): Promise<IdxNumbers> {
  checkFits(source.size, source.name)
  return parseIdx(await source.bytes(), source.name)
}
