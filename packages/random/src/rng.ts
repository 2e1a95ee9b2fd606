/** What a stream may be named by: forks with the same labels are the same stream, on every machine. */
export type Label = string | number

/**
 * A stream of random numbers.
 *
 * A stream is named by a seed and labels, not by what was drawn before: `rng.fork('noise', 1000)` gives the noise of
 * iteration 1000 whether or not the 999 before it were ever drawn. So a resumed run needs no generator state.
 */
export interface Rng {
  /** The next 32 random bits as an integer in [0, 2^32). */
  uint32(): number
  /** A number from U[0, 1), with 53 random bits. */
  uniform(): number
  /** A number from N(0, 1). */
  normal(): number
  /** An integer from 0 to `bound - 1`, every one equally likely. Throws RangeError unless 1 <= bound <= 2^32. */
  integer(bound: number): number
  /** Fills `out` with numbers from U[0, 1), 24 random bits each, so that float32 holds every one exactly. Returns `out`. */
  fillUniform<A extends Float32Array | Float64Array>(out: A): A
  /** Fills `out` with numbers from N(0, 1). Returns `out`. */
  fillNormal<A extends Float32Array | Float64Array>(out: A): A
  /** A uniformly random order of 0..n-1 (Fisher and Yates). */
  permutation(n: number): Uint32Array
  /** The independent stream with this name below this one. It does not depend on, or change, what this stream has drawn. */
  fork(...labels: [Label, ...Label[]]): Rng
}

/**
 * The stream of a seed.
 *
 * The generator is xoshiro128++ (Blackman and Vigna, "Scrambled linear pseudorandom number generators", 2019), its state
 * a hash of the seed and the labels. Normal numbers come from Marsaglia's polar method.
 *
 * @param seed any safe integer, or any string
 * @throws RangeError where the seed is a number but not a safe integer
 * @example
 * const rng = createRng(1)
 * const eps = rng.fork('noise', 0).fillNormal(new Float32Array(4))
 */
export function createRng(seed: Label): Rng {
  return streamOf(absorb([0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], seed))
}

type Key = readonly [number, number, number, number]

function streamOf(key: Key): Rng {
  const state = Int32Array.from(key)
  if (key.every((word) => word === 0)) state[0] = 1 // the one state xoshiro never leaves
  let spare: number | undefined // the polar method's second number

  const normal = (): number => {
    if (spare !== undefined) {
      const value = spare
      spare = undefined
      return value
    }
    let x: number
    let y: number
    let square: number
    do {
      x = advance(state) * 2 ** -31
      y = advance(state) * 2 ** -31
      square = x * x + y * y
    } while (square >= 1 || square === 0)
    const scale = Math.sqrt((-2 * Math.log(square)) / square)
    spare = y * scale
    return x * scale
  }
  const integer = (bound: number): number => {
    if (!Number.isInteger(bound) || bound < 1 || bound > 2 ** 32) {
      throw new RangeError(`integer(bound) needs an integer bound from 1 to 2^32, got ${bound}`)
    }
    const tooHigh = 2 ** 32 - (2 ** 32 % bound) // draws from here on would favour the small remainders
    let bits: number
    do bits = advance(state) >>> 0
    while (bits >= tooHigh)
    return bits % bound
  }
  return {
    uint32: () => advance(state) >>> 0,
    uniform: () => ((advance(state) >>> 5) * 2 ** 26 + (advance(state) >>> 6)) * 2 ** -53,
    normal,
    integer,
    fillUniform(out) {
      for (let i = 0; i < out.length; i++) out[i] = (advance(state) >>> 8) * 2 ** -24
      return out
    },
    fillNormal(out) {
      for (let i = 0; i < out.length; i++) out[i] = normal()
      return out
    },
    permutation(n) {
      const order = Uint32Array.from({ length: n }, (_, i) => i)
      for (let i = n - 1; i > 0; i--) {
        const j = integer(i + 1)
        const swapped = order[i]!
        order[i] = order[j]!
        order[j] = swapped
      }
      return order
    },
    fork: (...labels) => streamOf(labels.reduce<Key>(absorb, key)),
  }
}

/**
 * One step of xoshiro128++; the result is a signed 32-bit integer. The state is an array, because variables that closures share
 * take twice the time.
 */
function advance(state: Int32Array): number {
  const a = state[0]!
  const b = state[1]!
  const sum = (a + state[3]!) | 0
  const third = state[2]! ^ a
  const fourth = state[3]! ^ b
  state[0] = a ^ fourth
  state[1] = b ^ third
  state[2] = third ^ (b << 9)
  state[3] = (fourth << 11) | (fourth >>> 21)
  return (((sum << 7) | (sum >>> 25)) + a) | 0
}

/** Hashes a label into a key: each 32-bit word of it goes through MurmurHash3's finaliser in every lane. */
function absorb(key: Key, label: Label): Key {
  const words = typeof label === 'string' ? wordsOfText(label) : wordsOfInteger(label)
  let [a, b, c, d] = key
  for (const word of words) {
    a = finalise(a ^ word)
    b = finalise((b + a) ^ Math.imul(word, 0x9e3779b1))
    c = finalise((c + b) ^ Math.imul(word, 0x85ebca77))
    d = finalise((d + c) ^ Math.imul(word, 0xc2b2ae3d))
    a = finalise(a + d)
  }
  return [a, b, c, d]
}

function finalise(word: number): number {
  let h = Math.imul(word ^ (word >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}

// The first word tells the kinds of label apart, so that 1 and '1' name different streams.
function wordsOfInteger(value: number): number[] {
  if (!Number.isSafeInteger(value))
    throw new RangeError(`a seed or label must be a safe integer or a string, got ${value}`)
  return [1, value | 0, Math.floor(value / 2 ** 32) | 0]
}

function wordsOfText(text: string): number[] {
  return [2, text.length, ...Array.from({ length: text.length }, (_, i) => text.charCodeAt(i))]
}
