import type { Examples } from './examples.js'

/** What is shown where an image is transparent. */
export type Background = 'white' | 'black'

export interface ImageArrayOptions {
  /** Where it is said, examples are left as they lie in the file. */
  readonly shape?: readonly number[] | undefined
  readonly background?: Background | undefined
}

/** The order of the numbers of one example of three dimensions. */
type Order = 'channels-last' | 'channels-first'

/**
 * Examples as images where their shape is one: channels come last, a single one before the rows is dropped, and where a fourth
 * is alpha the other three are shown on a background. Others stay as they are.
 */
export function asImageExamples(
  examples: Examples,
  { shape: said, background = 'white' }: ImageArrayOptions,
): { readonly examples: Examples; readonly remarks: readonly string[] } {
  const order = orderOf(examples.shape)
  if (said !== undefined || order === undefined) return { examples, remarks: [] }
  const found = examples.shape.join(', ')
  const last = order === 'channels-first' ? channelsLast(examples) : examples
  const moved = order === 'channels-first' ? [`[${found}] is read as images with their channels first`] : []
  const { shape, numbers } = last
  if (shape[2] !== 4) return { examples: last, remarks: moved }
  const opaque = opacity(numbers)
  if (opaque === undefined) return { examples: last, remarks: moved }
  const shown = composited(numbers, { opaque, white: background === 'white' })
  const kept = `set data.shape=[${found}] to keep all four as numbers`
  return {
    examples: { ...last, shape: [...shape.slice(0, 2), 3], numbers: shown },
    remarks: [...moved, `its fourth channel is taken for alpha, and images are shown on ${background}; ${kept}`],
  }
}

const isChannels = (size: number | undefined) => size === 1 || size === 3 || size === 4

function orderOf([first, second, third, ...more]: readonly number[]): Order | undefined {
  if (third === undefined || more.length > 0) return undefined
  if (isChannels(third)) return 'channels-last'
  return isChannels(first) && (second ?? 0) > 4 ? 'channels-first' : undefined
}

function channelsLast(examples: Examples): Examples {
  const [channels = 0, height = 0, width = 0] = examples.shape
  if (channels === 1) return { ...examples, shape: [height, width] }
  const size = height * width
  const numbers = examples.numbers.slice()
  for (let start = 0; start < numbers.length; start += channels * size) {
    for (let channel = 0; channel < channels; channel++) {
      const plane = start + channel * size
      for (let k = 0; k < size; k++) numbers[start + k * channels + channel] = examples.numbers[plane + k]!
    }
  }
  return { ...examples, shape: [height, width, channels], numbers }
}

/** The alpha of what is not transparent at all: 255 of bytes, and of floats 1 or 255, as they run; undefined for other numbers. */
function opacity(numbers: Examples['numbers']): number | undefined {
  if (numbers instanceof Uint8Array) return 255
  let [least, greatest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const value of numbers) {
    if (!(value >= least)) least = value
    if (!(value <= greatest)) greatest = value
  }
  if (!(least >= 0 && greatest <= 255)) return undefined
  return greatest <= 1 ? 1 : 255
}

/** Red, green and blue of each pixel, mixed with the background by how opaque it is. */
function composited(
  numbers: Examples['numbers'],
  { opaque, white }: { readonly opaque: number; readonly white: boolean },
): Examples['numbers'] {
  const behind = white ? opaque : 0
  const shown = numbers.slice(0, (numbers.length / 4) * 3)
  const isBytes = numbers instanceof Uint8Array
  for (let pixel = 0; pixel < numbers.length / 4; pixel++) {
    const alpha = numbers[4 * pixel + 3]! / opaque
    for (let channel = 0; channel < 3; channel++) {
      const mixed = alpha * numbers[4 * pixel + channel]! + (1 - alpha) * behind
      shown[3 * pixel + channel] = isBytes ? Math.round(mixed) : mixed
    }
  }
  return shown
}
