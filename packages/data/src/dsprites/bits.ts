import { DataError } from '../errors.js'

/** Packs bytes of 0 and 1 eight to a byte, the first in the highest bit, as NumPy's `packbits` does. Their number is a multiple of 8. */
export async function* packBits(chunks: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Uint8Array> {
  let rest: Uint8Array = new Uint8Array(0) // less than 8 pixels
  let before = 0
  for await (const chunk of chunks) {
    const pixels = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    const packed = new Uint8Array(Math.floor(pixels.length / 8))
    let seen = 0
    for (let k = 0; k < packed.length; k++) {
      let bits = 0
      for (let at = 8 * k; at < 8 * k + 8; at++) {
        seen |= pixels[at]!
        bits = (bits << 1) | pixels[at]!
      }
      packed[k] = bits
    }
    if (seen > 1) {
      const wrong = pixels.findIndex((value) => value > 1)
      throw new DataError('BAD_FILE', `${name}: pixel ${before + wrong} is ${pixels[wrong]}, expected 0 or 1`)
    }
    before += packed.length * 8
    rest = pixels.slice(packed.length * 8)
    yield packed
  }
}

/** Writes each bit as a number, [M]. */
export function unpackBits(packed: Uint8Array, numbers: Float32Array): void {
  for (let k = 0; k < packed.length; k++) {
    for (let bit = 0; bit < 8; bit++) numbers[8 * k + bit] = (packed[k]! >> (7 - bit)) & 1
  }
}
