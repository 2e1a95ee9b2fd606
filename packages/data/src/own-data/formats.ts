import { extname } from 'node:path'
import type { ColumnChoice, ColumnName } from '../csv/column-names.js'
import { readCsv } from '../csv/csv.js'
import { DataError } from '../errors.js'
import { imageFormatOf, readFormats, unreadEndings } from '../images/image-formats.js'
import type { ImageSize } from '../images/read-images.js'
import { isIdx } from '../mnist/idx.js'
import { type ExamplesBySplit, memoryLimit } from './examples.js'
import { examplesOfIdxFiles, idxFilesOf, readIdxExamples } from './idx-examples.js'
import type { Background } from './image-arrays.js'
import { readImageExamples, readOneImage } from './image-examples.js'
import { readNpyExamples, readNpzExamples } from './numpy-examples.js'
import { type DataSource, openSource } from './source.js'

/** What says how a file is to be read; each option belongs to some of the formats. */
export interface FormatOptions {
  /** Which array of a .npz file; `x` stands also for the two arrays x_train and x_test. */
  readonly array?: string
  /**
   * The array, or the column of a table (by its name, or by its number from 1), that holds classes; `false` to leave those out that
   * would be found (y, labels, sub-folders).
   */
  readonly labels?: ColumnName | false
  /**
   * The columns of a table that hold the numbers, by names or numbers from 1 (`2-5` for several), in this order; or, each with - before
   * it, those to leave out.
   */
  readonly columns?: ColumnChoice
  /** The array of a .npz file that holds ground-truth factors, [N, F]; `false` to leave out `factors`, which would be found. */
  readonly factors?: string | false
  /** Scales images to cover a square of this many pixels, or [height, width], and cuts it out of the middle; needed where their sizes differ. */
  readonly size?: ImageSize
  /** 1 for grey levels, 3 for colours; by default 3 where any image is coloured. */
  readonly channels?: 1 | 3
  /** What is seen behind the transparent parts of images; white by default. */
  readonly background?: Background
}

type FormatOption = keyof FormatOptions

interface ReadOptions extends FormatOptions {
  readonly shape?: readonly number[]
}

interface Format {
  readonly title: string
  readonly options: readonly FormatOption[]
  read(options: ReadOptions): Promise<ExamplesBySplit>
}

const all: readonly FormatOption[] = ['array', 'labels', 'columns', 'factors', 'size', 'channels', 'background']

/**
 * Reads a file or a folder by what is in it, not by its name.
 *
 * @throws DataError `FILE_NOT_FOUND`, `BAD_FILE` for what no format here begins like, `BAD_PARAMETERS` for options of another format,
 * and as the readers of the formats do
 */
export async function readOwnFile(path: string, options: ReadOptions): Promise<ExamplesBySplit> {
  const { title, options: known, read } = await formatAt(path)
  for (const name of all) {
    if (options[name] === undefined || options[name] === false || known.includes(name)) continue
    throw new DataError('BAD_PARAMETERS', `${path} is ${title}, for which there is no option \`${name}\``)
  }
  checkImageOptions(options)
  return read(options)
}

/**
 * The options that belong to what a path leads to.
 *
 * @throws DataError `FILE_NOT_FOUND`, `BAD_FILE` for what no format here begins like
 */
export const formatOptionsOf = async (path: string): Promise<readonly FormatOption[]> => (await formatAt(path)).options

async function formatAt(path: string): Promise<Format> {
  const source = await openSource(path)
  return source === 'folder' ? folderFormat(path) : fileFormat(source)
}

async function folderFormat(path: string): Promise<Format> {
  const files = await idxFilesOf(path)
  if (files !== undefined) {
    return {
      title: 'a folder of idx files',
      options: ['background'],
      read: async (options) => examplesOfIdxFiles(path, files, options),
    }
  }
  return {
    title: 'a folder of images',
    options: ['size', 'channels', 'background', 'labels'],
    read(options) {
      if (options.labels === undefined || options.labels === false) return readImageExamples(path, options)
      const problem = `the classes of ${path} are its sub-folders; \`labels\` can only be false`
      throw new DataError('BAD_PARAMETERS', problem)
    },
  }
}

function fileFormat(source: DataSource): Format {
  const { name, start } = source
  const ending = extname(name.replace(/\.gz$/i, '')).toLowerCase()
  const begins = (...bytes: number[]) => bytes.every((byte, k) => start[k] === byte)
  const npy: Format = {
    title: 'a .npy file',
    options: ['background'],
    read: (options) => readNpyExamples(source, options),
  }
  const npz: Format = {
    title: 'a .npz file',
    options: ['array', 'labels', 'factors', 'background'],
    read: (options) => readNpzExamples(source, options),
  }
  if (begins(0x93, 0x4e, 0x55, 0x4d)) return npy
  if (begins(0x50, 0x4b, 0x03, 0x04) || begins(0x50, 0x4b, 0x05, 0x06)) return npz
  if (imageFormatOf(start) !== undefined) {
    return {
      title: 'an image',
      options: ['size', 'channels', 'background'],
      read: (options) => readOneImage(source, options),
    }
  }
  if (isIdx(start)) {
    return { title: 'an idx file', options: ['background'], read: (options) => readIdxExamples(source, options) }
  }
  // What is damaged is refused as what it should be.
  if (ending === '.npy') return npy
  if (ending === '.npz') return npz
  refuseOthers(source, ending)
  return { title: 'a table of text', options: ['labels', 'columns'], read: (options) => readTable(source, options) }
}

/** How files of other programs begin. */
const others: readonly (readonly [begins: string, title: string])[] = [
  ['PAR1', 'a Parquet file'],
  ['ARROW1', 'an Arrow file'],
  ['\u0089HDF', 'an HDF5 file'],
  ['MATLAB 5.0', 'a MATLAB file'],
  ['BM', 'a BMP image'],
  ['\u00ff\u00fe', 'text in UTF-16, which is to be saved as UTF-8'],
  ['%PDF', 'a PDF file'],
  ['SQLite', 'an SQLite data base'],
  ['\u0080\u0004', 'a Python pickle'],
  ['\u0080\u0005', 'a Python pickle'],
]

function refuseOthers({ name, start, size }: DataSource, ending: string): void {
  if (size === 0) throw new DataError('BAD_FILE', `${name} is empty`)
  const isText = !start.includes(0) && !unreadEndings.includes(ending)
  if (isText && !start.subarray(0, 2).includes(0x80)) return
  const text = Buffer.from(start.subarray(0, 16)).toString('latin1')
  const known = others.find(([begins]) => text.startsWith(begins))?.[1]
  const what = known ?? (unreadEndings.includes(ending) ? `an image of another format (${ending})` : undefined)
  throw new DataError(
    'BAD_FILE',
    `${name} is ${what ?? 'of a format that is not known'}: expected .npy, .npz, a table of numbers (.csv), an idx file, or images of ${readFormats}; convert it`,
  )
}

async function readTable(
  source: DataSource,
  { labels: asked, columns: choice }: ReadOptions,
): Promise<ExamplesBySplit> {
  const table = await readCsv(source, {
    labels: asked === false ? undefined : asked,
    columns: choice,
    limit: memoryLimit,
  })
  const { numbers, dim, labels, columns, remarks } = table
  return {
    train: { numbers, shape: [dim], labels },
    layout: { columns, ...(labels && asked !== undefined && { labels: String(asked) }) },
    remarks,
  }
}

function checkImageOptions({ size, background }: FormatOptions): void {
  const sides = size === undefined ? [] : [size].flat()
  if (!sides.every((side) => Number.isInteger(side) && side > 0)) {
    throw new DataError('BAD_PARAMETERS', `size is ${size}, expected a whole number of pixels, or [height, width]`)
  }
  if (background === undefined || background === 'white' || background === 'black') return
  throw new DataError('BAD_PARAMETERS', `background is ${background}, expected white or black`)
}
