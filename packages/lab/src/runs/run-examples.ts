import { existsSync } from 'node:fs'
import { extname, resolve } from 'node:path'
import { DataError, type DataSet, firstExamples, type LabelledDataSet, prepare, type Split } from '@vsc/data'
import { dataSetNamed, fileBytes, type LoadDataSetOptions, loadDataSet, mayBeOwnData } from '@vsc/data/node'
import type { RunDescription } from '@vsc/training'
import { seenInTraining } from '@vsc/training/node'
import type { DataSettings } from '../run-config/data-settings.js'
import { isDrawn, type LoadingOptions, loadData, placeOf } from '../run-config/load-data.js'
import { isOwnPath } from '../run-config/training-examples.js'
import { findRunData } from './find-run-data.js'
import { madeAlike } from './made-alike.js'
import { readAlike } from './read-alike.js'
import { memoryOf, type RunMemory } from './run-memory.js'

export interface RunExamplesOptions extends LoadingOptions {
  readonly run: RunDescription
  /** The run's folder. */
  readonly directory: string
  /** The name of a data set, or the path of one's own; the run's own data by default, and where the file holds the same. */
  readonly data?: string | undefined
  /** The test split by default, where there is one, else all. */
  readonly split?: Split | undefined
  /** Of the first examples; of those that are drawn 4,000 by default. */
  readonly count?: number | undefined
}

/** Examples that a trained model can be shown. */
export interface RunExamples {
  /** Read and prepared as those were that the model was trained on. */
  readonly data: DataSet & Partial<LabelledDataSet>
  /** [N], 1 where an example is one that the model was trained on; where that is known. */
  readonly seen?: Uint8Array
  /** What is to be said to people, a sentence each ... */
  readonly remarks: readonly string[]
  /** ... and what could be wrong: other scales, other classes, what an earlier version did not write down. */
  readonly warnings: readonly string[]
}

/**
 * Examples for a trained model, read and prepared as the run's own were: scaled by the same numbers, images in the same size and
 * colours, columns by their names, classes by theirs.
 *
 * @throws LabError BAD_INPUT naming what cannot be matched, or where the run's data are gone; DataError as loaders do
 */
export async function loadRunExamples(options: RunExamplesOptions): Promise<RunExamples> {
  const own = await readOwn(options)
  const read = own ?? (await readOther(options))
  const memory = await memoryOf(options.run, {
    otherRange: read.data.range,
    original: async () => own?.data ?? originalOf(options),
  })
  const alike = madeAlike(read.data, options.run, memory)
  const data = prepare(alike.data, memory.preparation)
  const seen = await seenInTraining(options.directory, data)
  return {
    data,
    ...(seen && { seen }),
    remarks: [...read.remarks, ...seenRemarks({ ...read, data, seen, isOwn: own !== undefined }, options)],
    warnings: [...(memory.assumed === undefined ? [] : [memory.assumed]), ...read.warnings, ...alike.remarks],
  }
}

/**
 * How a run read and prepared its examples. Of a run of an earlier version it is what its data still tell, if they are there.
 *
 * @throws nothing for want of data: what has to be assumed is said
 */
export const recallMemory = (options: Omit<RunExamplesOptions, 'data' | 'split' | 'count'>): Promise<RunMemory> =>
  memoryOf(options.run, { original: () => originalOf(options), otherRange: [0, 255] })

interface ReadExamples {
  readonly data: DataSet & Partial<LabelledDataSet>
  /** Whether a test split was looked for and there is none. */
  readonly lacksTest: boolean
  readonly remarks: readonly string[]
  readonly warnings: readonly string[]
}

/** The run's own examples, before they are prepared; undefined where others are asked for. */
async function readOwn(options: RunExamplesOptions): Promise<ReadExamples | undefined> {
  const { lab, run, data: asked } = options
  if (asked === undefined || isSameName(asked, options)) {
    const { settings, remark } = await findRunData(options)
    const read = await readSplit(settings, options)
    return { ...read, remarks: remark === undefined ? [] : [remark], warnings: [] }
  }
  if (!isOwnPath(asked, { lab }) || !(await mayBeCopy(asked, run))) return undefined
  try {
    const { settings } = await findRunData({ ...options, place: asked })
    return { ...(await readSplit(settings, options)), remarks: [], warnings: [] }
  } catch (error) {
    if (error instanceof DataError) return undefined // it holds other numbers
    throw error
  }
}

function isSameName(asked: string, { lab, run }: RunExamplesOptions): boolean {
  const family = dataSetNamed(asked, lab.dataSets)
  if (family !== undefined) return family === dataSetNamed(run.data.name, lab.dataSets)
  return asked === run.data.name || resolve(asked) === run.data.name
}

/** Whether a file can hold what the run was trained on: by its size, or by its ending where the run does not say the size. */
async function mayBeCopy(path: string, { data: { name, file, provenance } }: RunDescription): Promise<boolean> {
  if (provenance.sha256 === undefined || !existsSync(path)) return false
  return file === undefined ? extname(path) === extname(name) : (await fileBytes(path)) === file.bytes
}

async function readOther(options: RunExamplesOptions): Promise<ReadExamples> {
  const { lab, run, data: asked = '' } = options
  if (!isOwnPath(asked, { lab })) {
    const read = await readSplit({ name: asked } as DataSettings, options)
    return { ...read, remarks: read.data.remarks ?? [], warnings: [] }
  }
  if (!(await mayBeOwnData(asked))) await loadData({ name: asked, split: 'train' }, options) // says what is wrong with the name
  const layout = run.data.layout ?? (await originalOf(options))?.layout
  const found = await readAlike(placeOf(asked), { run, layout, read: (settings) => readSplit(settings, options) })
  const { remarks, ...rest } = found
  return { ...rest, remarks: found.data.remarks ?? [], warnings: remarks }
}

/** The run's training examples as they were read; undefined where they are gone. */
async function originalOf(options: RunExamplesOptions): Promise<DataSet | undefined> {
  try {
    const { settings } = await findRunData(options)
    return (await readSplit(settings, { ...options, split: 'train', count: undefined })).data
  } catch {
    return undefined
  }
}

/** Reads a split, and nothing is done to its numbers: the test split where there is one and nobody says. */
async function readSplit(
  { name, count: _, split: __, preparation: ___, ...rest }: DataSettings,
  { lab, split, count, signal, onProgress }: RunExamplesOptions,
): Promise<Pick<ReadExamples, 'data' | 'lacksTest'>> {
  const drawn = isDrawn(lab, name)
  const shown = count ?? (drawn ? 4000 : undefined)
  const load = async (part: Split) => {
    const asked = { ...rest, split: part, ...(drawn && { count: shown }), signal, onProgress } as LoadDataSetOptions
    const data = await loadDataSet(isOwnPath(name, { lab }) ? placeOf(name) : name, asked, lab.dataSets)
    return drawn || shown === undefined ? data : firstExamples(data, shown)
  }
  if (split !== undefined) return { data: await load(split), lacksTest: false }
  if (hasNoSplits(name, rest)) return { data: await load('train'), lacksTest: true }
  try {
    return { data: await load('test'), lacksTest: false }
  } catch (error) {
    const data = await load('train').catch(() => {
      throw error // it was not for the want of a test split
    })
    return { data, lacksTest: true }
  }
}

/** Files of one array or table, of which nothing is drawn: they need not be read twice to know that they have no test split. */
const hasNoSplits = (name: string, { testFraction }: Omit<DataSettings, 'name' | 'split'>): boolean =>
  testFraction === undefined && /\.(npy|csv|tsv)$/i.test(name)

interface Shown extends Pick<ReadExamples, 'data' | 'lacksTest'> {
  readonly seen: Uint8Array | undefined
  readonly isOwn: boolean
}

/** Which of the examples are training ones, as far as that is known. */
function seenRemarks({ data, lacksTest, seen, isOwn }: Shown, { run, split }: RunExamplesOptions): string[] {
  const { name, count } = data
  if (split === 'train' && isOwn) return []
  const trained = seen === undefined ? Math.min(count, isOwn && lacksTest ? run.data.count : 0) : sumOf(seen)
  if (trained === 0) return []
  const lack = isOwn && lacksTest ? `${name} has no test split: ` : ''
  const these = trained === count ? 'these are' : `${trained} of these ${count} are`
  return [`${lack}${these} examples that the model was trained on`]
}

const sumOf = (bits: Uint8Array): number => bits.reduce((sum, bit) => sum + bit, 0)
