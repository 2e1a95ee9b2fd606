import type { ParameterSpec } from './parameters.js'

/**
 * The limit of Xavier's (Glorot's) uniform initialisation, U(-limit, limit): sqrt(6 / (fanIn + fanOut)).
 * Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural networks", 2010.
 */
export const xavierLimit = (fanIn: number, fanOut: number): number => Math.sqrt(6 / (fanIn + fanOut))

/**
 * A kernel from Xavier's uniform distribution: of a dense layer, [inputs, outputs], or of a convolution or its transpose,
 * [height, width, channels, channels], whose fans are its channels times the size of its window.
 *
 * @param limit where the fans are not those of the shape
 * @example
 * const kernel = xavierParameter([4, 4, 3, 32]) // of a 4 x 4 convolution from 3 channels to 32, within sqrt(6 / 560)
 */
export function xavierParameter(shape: readonly number[], limit = xavierLimit(...fansOf(shape))): ParameterSpec {
  const size = shape.reduce((product, n) => product * n, 1)
  return {
    shape,
    init(rng) {
      const data = rng.fillUniform(new Float32Array(size))
      for (let i = 0; i < size; i++) data[i] = (2 * data[i]! - 1) * limit
      return data
    },
  }
}

function fansOf(shape: readonly number[]): [number, number] {
  const window = shape.slice(0, -2).reduce((size, n) => size * n, 1)
  const [fanIn = 1, fanOut = 1] = shape.slice(-2)
  return [window * fanIn, window * fanOut]
}
