import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { DataError } from '../errors.js'
import { checkedFactors, type Factors } from '../factors.js'
import { type NpyArray, readNpyStream } from '../numpy/npy.js'
import { listOf, type Npz, openNpz } from '../numpy/npz.js'
import { sizeOf } from '../shape.js'
import { checkFits, type Examples, type ExamplesBySplit } from './examples.js'

/** The array of a .npy file, [N, ...shape]. */
export async function readNpyExamples(path: string): Promise<ExamplesBySplit> {
  const { size } = await stat(path)
  const array = await readWithin({ chunks: createReadStream(path, { highWaterMark: 1 << 20 }), size, name: path })
  return { train: examplesOf(array, path) }
}

export interface NpzOptions {
  /** `x` for the array x, or for x_train and x_test; by default x, images, data, or the only one. */
  readonly array?: string | undefined
  /** `y` for the array y, or for y_train and y_test; by default y or labels, where there is one. `false` for none. */
  readonly labels?: string | false | undefined
  /** `factors` for the array factors [N, F], or for factors_train and factors_test; by default `factors`, where there is one. */
  readonly factors?: string | false | undefined
}

/**
 * The examples of a .npz file: one array, or two by the names of their splits as Keras publishes its data sets.
 *
 * @throws DataError `UNKNOWN_NAME` where the names leave open which array is meant
 */
export async function readNpzExamples(path: string, options: NpzOptions): Promise<ExamplesBySplit> {
  const npz = await openNpz(path)
  try {
    const x = chosenArray(npz.names, options.array, path)
    const y = options.labels === false ? undefined : chosenLabels(npz.names, options.labels)
    const f = options.factors === false ? undefined : (options.factors ?? factorsName)
    const read = async (suffix: '' | '_train' | '_test'): Promise<Examples> => {
      const examples = examplesOf(await readWithin(npz.stream(x + suffix)), `${x}${suffix} in ${path}`)
      const isThere = (name: string | undefined, asked: unknown): name is string =>
        name !== undefined && (asked !== undefined || npz.names.includes(name + suffix))
      return {
        ...examples,
        ...(isThere(y, options.labels) && { labels: await readLabels(npz, y + suffix, examples) }),
        ...(isThere(f, options.factors) && { factors: await readFactors(npz, f + suffix, examples) }),
      }
    }
    if (npz.names.includes(x)) return { train: await read('') }
    const train = await read('_train')
    return npz.names.includes(`${x}_test`) ? { train, test: await read('_test') } : { train }
  } finally {
    npz.close()
  }
}

/** The name that the array, or the two arrays of the splits, go by. */
function chosenArray(names: readonly string[], wanted: string | undefined, path: string): string {
  const isThere = (base: string) => names.includes(base) || names.includes(`${base}_train`)
  const candidates = wanted === undefined ? ['x', 'X', 'images', 'data'] : [wanted]
  const found = candidates.find(isThere)
  if (found !== undefined) return found
  const others = names.filter((name) => name !== factorsName && !labelNames.includes(name))
  if (wanted === undefined && others.length === 1) return others[0]!
  const problem = wanted === undefined ? 'several arrays; name one with `array`' : `no array '${wanted}'`
  throw new DataError('UNKNOWN_NAME', `${path} has ${problem}: it has ${listOf(names)}`)
}

const labelNames = ['y', 'Y', 'labels']

const factorsName = 'factors'

function chosenLabels(names: readonly string[], wanted: string | undefined): string | undefined {
  return wanted ?? labelNames.find((base) => names.includes(base) || names.includes(`${base}_train`))
}

async function readLabels(npz: Npz, name: string, { numbers, shape }: Examples): Promise<readonly number[]> {
  const stream = npz.stream(name)
  const labels = await readWithin(stream)
  const count = numbers.length / sizeOf(shape)
  if (labels.shape[0] !== count || labels.data.length !== count) {
    throw new DataError(
      'BAD_FILE',
      `${stream.name} has shape [${labels.shape.join(', ')}], expected [${count}]: a class for each example. Name other labels with \`labels\`, or none with \`labels: false\``,
    )
  }
  return [...labels.data]
}

/** Factors by their columns' numbers; those of whole numbers are discrete. */
async function readFactors(npz: Npz, name: string, { numbers, shape }: Examples): Promise<Factors> {
  const stream = npz.stream(name)
  const { shape: found, data } = await readWithin(stream)
  const count = numbers.length / sizeOf(shape)
  const [rows, columns = 0] = found
  if (found.length !== 2 || rows !== count || columns === 0) {
    throw new DataError(
      'BAD_FILE',
      `${stream.name} has shape [${found.join(', ')}], expected [${count}, F]: the values of F factors for each example. Name other factors with \`factors\`, or none with \`factors: false\``,
    )
  }
  const isDiscrete = !(data instanceof Float32Array || data instanceof Float64Array)
  return checkedFactors(
    {
      names: Array.from({ length: columns }, (_, factor) => `factor ${factor}`),
      kinds: Array.from({ length: columns }, () => (isDiscrete ? 'discrete' : 'continuous')),
      values: Float64Array.from(data),
    },
    count,
  )
}

function readWithin(file: ReturnType<Npz['stream']>): Promise<NpyArray> {
  checkFits(file.size, file.name)
  return readNpyStream(file.chunks, file)
}

function examplesOf({ shape, data }: NpyArray, name: string): Examples {
  if (shape.length < 2 || data.length === 0) {
    throw new DataError(
      'BAD_FILE',
      `${name} has shape [${shape.join(', ')}], expected [N, ...]: N examples of one or more numbers each`,
    )
  }
  const kept = data instanceof Uint8Array || data instanceof Float32Array
  return { shape: shape.slice(1), numbers: kept ? data : Float32Array.from(data) }
}
