import type { Images } from '@vsc/figures'
import type { RunDescription } from '@vsc/training'
import { badInput } from '../errors.js'

/** What comes out of a decoder: n examples as the model was trained on, [n, M]. */
export interface Examples {
  readonly count: number
  readonly data: Float32Array
  /** The data that the model was trained on, whose shape and range they have. */
  readonly like: RunDescription['data']
}

/** Examples as intensities from 0 to 1, black at the lowest number that the data may have. */
export function asImages({ count, data, like: { name, shape, range, provenance } }: Examples): Images {
  const size = imageSizeOf(shape)
  if (size === undefined) {
    throw badInput(`the examples of ${name} have shape [${shape.join(', ')}] and are no images: write a .npy file`)
  }
  const scaled = provenance.preparation === 'l2' ? scaledOneByOne(data, count) : scaledFrom(data, range)
  return { count, ...size, data: scaled }
}

/** Of images grey [height, width] or coloured [height, width, 3]; undefined for examples of another shape. */
export function imageSizeOf(shape: readonly number[]): Pick<Images, 'height' | 'width' | 'channels'> | undefined {
  const [height, width, channels = 1] = shape
  if (height === undefined || width === undefined || shape.length > 3) return undefined
  return channels === 1 || channels === 3 ? { height, width, channels } : undefined
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
