import { DataError, type DataSet, type LabelledDataSet, type Layout } from '@vsc/data'
import { formatOptionsOf } from '@vsc/data/node'
import type { RunDescription } from '@vsc/training'
import type { DataSettings } from '../run-config/data-settings.js'

interface Read {
  readonly data: DataSet & Partial<LabelledDataSet>
  readonly lacksTest: boolean
}

interface ReadAlikeOptions {
  readonly run: Pick<RunDescription, 'data'>
  readonly layout: Layout | undefined
  readonly read: (settings: DataSettings) => Promise<Read>
}

/** More than any number: what is outside the run's range is remarked upon, and not refused. */
const anyRange = [-3.4e38, 3.4e38] as const

/**
 * Reads a file or folder as the run's own were read: the same columns in the same order, images in the same size and colours, the
 * array and the labels of the same name. Without labels where it has none of that name.
 */
export async function readAlike(
  path: string,
  { run, layout, read }: ReadAlikeOptions,
): Promise<Read & { readonly remarks: readonly string[] }> {
  const known = await formatOptionsOf(path)
  const all = Object.entries(optionsOf(run, layout, known.includes('size')))
  const { labels, ...fitting } = Object.fromEntries(all.filter(([name]) => known.some((each) => each === name)))
  const { shape } = run.data.provenance // which arrays and tables may have, and images have their own
  const options = { ...fitting, ...(shape !== undefined && !known.includes('size') && { shape }) }
  const settings = { ...options, range: anyRange, name: path, split: 'train' } as DataSettings
  if (labels === undefined) return { ...withOwnRange(await read(settings)), remarks: [] }
  try {
    return { ...withOwnRange(await read({ ...settings, labels })), remarks: [] }
  } catch (error) {
    if (!(error instanceof DataError && error.code === 'UNKNOWN_NAME')) throw error
    const found = await read(settings) // or what else is not there
    return { ...withOwnRange(found), remarks: [`${path} has no labels '${labels}': its classes are not known`] }
  }
}

/** What says how the run's data were read; a file of another kind has some of it for nothing. */
function optionsOf({ data }: ReadAlikeOptions['run'], layout: Layout | undefined, areImages: boolean) {
  const { array, factors, background, labels: asked } = data.provenance
  const { height, width, channels } = layout?.image ?? imageOf(data.shape) ?? {}
  const labels = asked ?? layout?.labels
  const { columns } = layout ?? {}
  return withoutUndefined({
    array,
    factors,
    background,
    columns,
    // The classes of a folder of images are its sub-folders, which have no name of their own.
    labels: areImages && labels !== false ? undefined : labels,
    size: height === width ? height : [height, width],
    channels,
  })
}

const withoutUndefined = (options: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))

/** Of examples that are images: grey [height, width] or coloured [height, width, 3]. */
function imageOf([height, width, channels = 1, ...more]: readonly number[]) {
  if (height === undefined || width === undefined || more.length > 0) return undefined
  return channels === 1 || channels === 3 ? { height, width, channels } : undefined
}

/** With the range of the numbers that occur. */
function withOwnRange({ data, ...rest }: Read): Read {
  let [least, greatest] = [Infinity, -Infinity]
  const rows = Math.max(1, Math.floor(2 ** 20 / data.dim))
  for (let start = 0; start < data.count; start += rows) {
    const numbers = data.read(Uint32Array.from({ length: Math.min(rows, data.count - start) }, (_, k) => start + k))
    for (const number of numbers) {
      if (number < least) least = number
      if (number > greatest) greatest = number
    }
  }
  return { ...rest, data: { ...data, range: [least, greatest] } }
}
