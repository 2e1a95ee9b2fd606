import { stat } from 'node:fs/promises'
import { extname } from 'node:path'
import { readCsv } from '../csv/csv.js'
import type { DataSet } from '../data-set.js'
import { DataError } from '../errors.js'
import { type ExamplesBySplit, memoryLimit } from './examples.js'
import { readImageExamples } from './image-examples.js'
import { readNpyExamples, readNpzExamples } from './numpy-examples.js'

/** What says how a file is to be read; each option belongs to some of the formats. */
export interface FormatOptions {
  /** Which array of a .npz file; `x` stands also for the two arrays x_train and x_test. */
  readonly array?: string
  /** The array or CSV column that holds classes; `false` to leave those out that would be found (y, labels, sub-folders). */
  readonly labels?: string | false
  /** The array of a .npz file that holds ground-truth factors, [N, F]; `false` to leave out `factors`, which would be found. */
  readonly factors?: string | false
  /** Scales images to cover a square of this many pixels and cuts it out of the middle; needed where their sizes differ. */
  readonly size?: number
  /** 1 for grey levels, 3 for colours; by default 3 where any image is coloured. */
  readonly channels?: 1 | 3
}

interface Format {
  readonly title: string
  readonly options: readonly (keyof FormatOptions)[]
  /** Whatever numbers occur. */
  readonly range?: DataSet['range']
  read(path: string, options: FormatOptions): Promise<ExamplesBySplit>
}

const formats = {
  npy: { title: 'a .npy file', options: [], read: readNpyExamples },
  npz: { title: 'a .npz file', options: ['array', 'labels', 'factors'], read: readNpzExamples },
  csv: { title: 'a CSV file', options: ['labels'], read: readCsvExamples },
  folder: {
    title: 'a folder of images',
    options: ['size', 'channels', 'labels'],
    range: [0, 255],
    read: readImageExamples,
  },
} as const satisfies Readonly<Record<string, Format>>

/**
 * The format of a file, by its name.
 *
 * @throws DataError `FILE_NOT_FOUND`, `BAD_FILE` for another name, `BAD_PARAMETERS` for options of another format
 */
export async function formatOf(path: string, options: FormatOptions): Promise<Format> {
  const status = await stat(path).catch((cause: NodeJS.ErrnoException) => {
    throw new DataError('FILE_NOT_FOUND', `cannot find ${path}: ${cause.message}`, { cause })
  })
  const format: Format = status.isDirectory() ? formats.folder : byEnding(path)
  for (const name of ['array', 'labels', 'factors', 'size', 'channels'] as const) {
    if (options[name] === undefined || options[name] === false || format.options.includes(name)) continue
    throw new DataError('BAD_PARAMETERS', `${path} is ${format.title}, for which there is no option \`${name}\``)
  }
  if (format === formats.folder && typeof options.labels === 'string') {
    throw new DataError('BAD_PARAMETERS', `the classes of ${path} are its sub-folders; \`labels\` can only be false`)
  }
  const { size } = options
  if (size !== undefined && !(Number.isInteger(size) && size > 0)) {
    throw new DataError('BAD_PARAMETERS', `size is ${size}, expected a whole number of pixels`)
  }
  return format
}

function byEnding(path: string): Format {
  const ending = extname(path).toLowerCase()
  switch (ending) {
    case '.npy':
      return formats.npy
    case '.npz':
      return formats.npz
    case '.csv':
    case '.tsv':
      return formats.csv
    default:
      throw new DataError(
        'BAD_FILE',
        `${path} ends in '${ending}', expected .npy, .npz, .csv or .tsv, or a folder of PNG or JPEG images`,
      )
  }
}

async function readCsvExamples(path: string, { labels: column }: FormatOptions): Promise<ExamplesBySplit> {
  const { numbers, dim, labels } = await readCsv(path, { labels: column || undefined, limit: memoryLimit })
  return { train: { numbers, shape: [dim], labels } }
}
