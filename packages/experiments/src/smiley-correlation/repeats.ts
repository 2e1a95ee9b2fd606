import type { SmileyDataSet } from '@vsc/data'

type Images = Pick<SmileyDataSet, 'images' | 'count' | 'dim'>

/**
 * Which images are to the pixel the same as one of others: drawing rounds to pixels, so different values give the same smiley.
 *
 * @returns [N], 1 where it is
 */
export function repeatsIn(images: Images, others: Images): Uint8Array {
  const known = new Set(rowsOf(others))
  return Uint8Array.from(rowsOf(images), (row) => (known.has(row) ? 1 : 0))
}

/** Each image as a text of one letter for every 16 pixels. */
function* rowsOf({ images, count, dim }: Images): Generator<string> {
  const letters = new Uint16Array(Math.ceil(dim / 16))
  for (let row = 0; row < count; row++) {
    letters.fill(0)
    for (let m = 0; m < dim; m++) if (images[row * dim + m] === 1) letters[m >> 4]! |= 1 << (m & 15)
    yield String.fromCharCode(...letters)
  }
}
