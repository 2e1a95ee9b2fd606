import { DataError } from '../errors.js'

/** Packs bytes of 0 and 1 eight to a byte, the first in the highest bit, as NumPy's `packbits` does. Their number is a multiple of 8. */
export async function* packBits(chunks: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Uint8Array> {
  let rest: Uint8Array = new Uint8Array(0) // less than 8 pixels
  let pixel = 0
  for await (const chunk of chunks) {
    const pixels = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    const packed = new Uint8Array(Math.floor(pixels.length / 8))
    for (let k = 0; k < packed.length * 8; k++, pixel++) {
      const value = pixels[k]!
      if (value > 1) throw new DataError('BAD_FILE', `${name}: pixel ${pixel} is ${value}, expected 0 or 1`)
      packed[k >> 3]! |= value << (7 - (k & 7))
    }
    rest = pixels.slice(packed.length * 8)
    yield packed
  }
}

/** Writes each bit as a number, [M]. */
export function unpackBits(packed: Uint8Array, numbers: Float32Array): void {
  for (let k = 0; k < numbers.length; k++) numbers[k] = (packed[k >> 3]! >> (7 - (k & 7))) & 1
}
