import { DataError } from '../errors.js'
import { checkedFactors, type Factors } from '../factors.js'
import { floatWatch } from '../float-limits.js'
import type { NpyArray } from '../numpy/encode-npy.js'
import { readNpyLabels, readNpyStream } from '../numpy/npy.js'
import { listOf, type Npz, openNpz } from '../numpy/npz.js'
import { sizeOf } from '../shape.js'
import { checkFits, type Examples, type ExamplesBySplit } from './examples.js'
import { asImageExamples, type ImageArrayOptions } from './image-arrays.js'
import type { DataSource } from './source.js'

/** The array of a .npy file, [N, ...shape]. */
export async function readNpyExamples(source: DataSource, options: ImageArrayOptions): Promise<ExamplesBySplit> {
  const { name, size } = source
  const { examples, remarks } = examplesOf(await readWithin({ chunks: source.open(), size, name }), name, options)
  return { train: examples, remarks }
}

export interface NpzOptions extends ImageArrayOptions {
  /** `x` for the array x, or for x_train and x_test; by default x, images, data, or the only one. */
  readonly array?: string | undefined
  /** `y` for the array y, or for y_train and y_test; by default y or labels, where there is one. `false` for none. */
  readonly labels?: string | number | false | undefined
  /** `factors` for the array factors [N, F], or for factors_train and factors_test; by default `factors`, where there is one. */
  readonly factors?: string | false | undefined
}

/**
 * The examples of a .npz file: one array, or two by the names of their splits as Keras publishes its data sets.
 *
 * @throws DataError `UNKNOWN_NAME` where the names leave open which array is meant
 */
export async function readNpzExamples(source: DataSource, options: NpzOptions): Promise<ExamplesBySplit> {
  const path = source.name
  const npz = await openNpz(source.whole, path)
  try {
    if (npz.names.length === 0) throw new DataError('BAD_FILE', `${path} ${emptyInWords(npz.others)}`)
    const x = chosenArray(npz.names, options.array, path)
    const y = options.labels === false ? undefined : chosenLabels(npz.names, options.labels)
    const f = options.factors === false ? undefined : (options.factors ?? factorsName)
    const read = async (suffix: '' | '_train' | '_test') => {
      const array = await readWithin(npz.stream(x + suffix))
      const { examples, remarks } = examplesOf(array, `${x}${suffix} in ${path}`, options)
      const isThere = (name: string | undefined, asked: unknown): name is string =>
        name !== undefined && (asked !== undefined || npz.names.includes(name + suffix))
      return {
        remarks,
        ...examples,
        ...(isThere(y, options.labels) && { labels: await readLabels(npz, y + suffix, examples) }),
        ...(isThere(f, options.factors) && { factors: await readFactors(npz, f + suffix, examples) }),
      }
    }
    const splits = npz.names.includes(x)
      ? { train: await read('') }
      : { train: await read('_train'), ...(npz.names.includes(`${x}_test`) && { test: await read('_test') }) }
    const { labels, remarks } = splits.train
    return { ...splits, remarks, ...(labels && y !== undefined && { layout: { labels: y } }) }
  } finally {
    npz.close()
  }
}

const emptyInWords = (others: readonly string[]) =>
  others.length === 0
    ? 'is empty: it holds no array; save some, as np.savez(file, x=...)'
    : `is an archive without arrays (.npy files), but of ${listOf(others.slice(0, 3))}${others.length > 3 ? ` and ${others.length - 3} more` : ''}`

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

function chosenLabels(names: readonly string[], wanted: string | number | undefined): string | undefined {
  if (wanted !== undefined) return String(wanted)
  return labelNames.find((base) => names.includes(base) || names.includes(`${base}_train`))
}

async function readLabels(npz: Npz, name: string, { numbers, shape }: Examples): Promise<readonly (number | string)[]> {
  const stream = npz.stream(name)
  checkFits(stream.size, stream.name)
  const labels = await readNpyLabels(stream.chunks, stream)
  const count = numbers.length / sizeOf(shape)
  if (labels.shape[0] !== count || labels.values.length !== count) {
    throw new DataError(
      'BAD_FILE',
      `${stream.name} has shape [${labels.shape.join(', ')}], expected [${count}]: a class for each example. Name other labels with \`labels\`, or none with \`labels: false\``,
    )
  }
  return Array.from(labels.values)
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

export function examplesOf({ shape, data }: NpyArray, name: string, options: ImageArrayOptions) {
  if (shape.length < 2 || data.length === 0) {
    const advice = shape.length === 1 && data.length > 0 ? '; one number each is shape [N, 1]' : ''
    throw new DataError(
      'BAD_FILE',
      `${name} has shape [${shape.join(', ')}], expected [N, ...]: N examples of one or more numbers each${advice}`,
    )
  }
  const example = shape.slice(1)
  return asImageExamples({ shape: example, numbers: asFloats(data, { name, dim: sizeOf(example) }) }, options)
}

/** Bytes as they are, other numbers in float32. */
function asFloats(
  data: NpyArray['data'],
  { name, dim }: { readonly name: string; readonly dim: number },
): Examples['numbers'] {
  if (data instanceof Uint8Array || data instanceof Float32Array) return data
  if (data.BYTES_PER_ELEMENT < 4) return Float32Array.from(data) // which is exact
  let k = 0
  const watch = floatWatch(dim, (problem) => {
    throw new DataError(
      'BAD_VALUES',
      `${name}: number ${k % dim} of example ${Math.floor(k / dim)} is ${data[k]}, ${Number.isFinite(data[k]) ? problem : 'expected a finite number'}`,
    )
  })
  const floats = new Float32Array(data.length)
  for (; k < data.length; k++) {
    watch.see(data[k]!, k % dim)
    floats[k] = data[k]!
  }
  watch.check((column) => `${name}, number ${column} of each example`)
  return floats
}
