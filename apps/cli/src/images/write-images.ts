import { encodeNpy } from '@vsc/data'
import { type GridOptions, type Images, imageGridPng } from '@vsc/figures'
import type { RunDescription } from '@vsc/training'
import { badInput } from '../errors.js'
import { writeResult } from '../write-result.js'

/** What comes out of a decoder: n examples as the model was trained on, [n, M]. */
export interface Examples {
  readonly count: number
  readonly data: Float32Array
  /** The data that the model was trained on, whose shape and range they have. */
  readonly like: RunDescription['data']
}

/** Writes examples as an image grid (.png) or as numbers (.npy, [n, ...shape]), as the file's name says. */
export async function writeExamples(path: string, examples: Examples, grid: GridOptions): Promise<void> {
  const { count, data, like } = examples
  await writeResult(path, {
    '.png': () => imageGridPng(asImages(examples), grid),
    '.npy': () => encodeNpy({ shape: [count, ...like.shape], data }),
  })
}

/** Examples as intensities from 0 to 1, black at the lowest number that the data may have. */
export function asImages({ count, data, like: { name, shape, range, provenance } }: Examples): Images {
  const [height, width, channels = 1] = shape
  if (height === undefined || width === undefined || shape.length > 3 || (channels !== 1 && channels !== 3)) {
    throw badInput(`the examples of ${name} have shape [${shape.join(', ')}] and are no images: write a .npy file`)
  }
  const scaled = provenance.preparation === 'l2' ? scaledOneByOne(data, count) : scaledFrom(data, range)
  return { count, height, width, channels, data: scaled }
}

const scaledFrom = (data: Float32Array, [lowest, highest]: readonly [number, number]) =>
  data.map((value) => (value - lowest) / (highest - lowest))

/** Examples of norm 1 have no common scale: each is as bright as its brightest number. */
function scaledOneByOne(data: Float32Array, count: number): Float32Array {
  const size = data.length / count
  const brightest = Array.from({ length: count }, (_, i) =>
    data.subarray(i * size, (i + 1) * size).reduce((most, value) => Math.max(most, value), 1e-6),
  )
  return data.map((value, k) => value / brightest[Math.floor(k / size)]!)
}
