import type { Rng } from '@vsc/random'
import type { HostTensor, NamedTensors } from '@vsc/tensors'
import { CoreError } from './errors.js'

/** What new parameters are made from. */
export interface ModelInit {
  readonly rng: Rng
  /** Prepared training examples, [n, M] with n >= K, for models that start pseudo-inputs from data. */
  readonly examples?: Float32Array
}

/** A parameter of a network: its shape, and the numbers that it starts from. */
export interface ParameterSpec {
  readonly shape: readonly number[]
  /** As many numbers as the shape holds, row-major. The stream is the parameter's own; `examples` are those of {@link ModelInit}. */
  init(rng: Rng, examples?: Float32Array): Float32Array
}

/** Parameters by name, each with its shape and how it is drawn. */
export type ParameterSpecs = Readonly<Record<string, ParameterSpec>>

/** The shapes of tensors by name. */
export type Shapes = Readonly<Record<string, readonly number[]>>

/** The shapes of parameters, for which no number is drawn. */
export const shapesOf = (parameters: ParameterSpecs): Shapes =>
  Object.fromEntries(Object.entries(parameters).map(([name, { shape }]) => [name, shape]))

/** A parameter of this shape whose numbers are all `value`, 0 by default. */
export const constantParameter = (shape: readonly number[], value = 0): ParameterSpec => ({
  shape,
  init: () => new Float32Array(sizeOf(shape)).fill(value),
})

/**
 * New parameters, each drawn from the stream `rng.fork(name)`, so that it is the same whatever others there are.
 *
 * @throws CoreError INVALID_PARAMETER naming one whose numbers are not as many as its shape holds
 * @example
 * import { createRng } from '@vsc/random'
 *
 * initParameters({ bias: constantParameter([4]), kernel: xavierParameter([8, 4]) }, { rng: createRng(1) })
 */
export function initParameters(parameters: ParameterSpecs, { rng, examples }: ModelInit): NamedTensors<Float32Array> {
  const init = (name: string, spec: ParameterSpec): HostTensor<Float32Array> => {
    const data: unknown = spec.init(rng.fork(name), examples)
    const size = sizeOf(spec.shape)
    if (data instanceof Float32Array && data.length === size) return { shape: spec.shape, data }
    const found = data instanceof Float32Array ? `${data.length} numbers` : 'no Float32Array'
    throw new CoreError(
      'INVALID_PARAMETER',
      `the init of the parameter "${name}" gave ${found}, but its shape [${spec.shape.join(', ')}] needs a Float32Array ` +
        `of ${size}; correct its init or its shape`,
    )
  }
  return Object.fromEntries(Object.entries(parameters).map(([name, spec]) => [name, init(name, spec)]))
}

const sizeOf = (shape: readonly number[]): number => shape.reduce((size, n) => size * n, 1)
