import * as tf from '@tensorflow/tfjs'
import fc from 'fast-check'
import { type DType, type HostArray, sizeOf } from '../../src/tensor.js'
import { operators } from './operators.js'

/** A tensor that a random program is given. */
export interface Given {
  readonly shape: number[]
  readonly dtype: DType
  readonly data: HostArray
  /** Known while the program is traced. */
  readonly constant: boolean
}

/** One operator, applied to one of the tensors there are by then. */
export interface Step {
  readonly operator: string
  readonly on: number
  readonly choices: readonly number[]
}

export interface RandomProgram {
  readonly given: readonly Given[]
  readonly steps: readonly Step[]
}

/** Numbers that single precision holds exactly, also when they are added and multiplied a few times. */
const number = fc.oneof(
  { weight: 40, arbitrary: fc.integer({ min: -12, max: 12 }).map((n) => n / 4) },
  { weight: 1, arbitrary: fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, 1e30) },
)
const whole = fc.integer({ min: -4, max: 5 })
const truth = fc.integer({ min: 0, max: 1 })

const given: fc.Arbitrary<Given> = fc
  .record({
    shape: fc.array(
      fc.oneof({ weight: 30, arbitrary: fc.integer({ min: 1, max: 4 }) }, { weight: 1, arbitrary: fc.constant(0) }),
      { maxLength: 4 },
    ),
    dtype: fc.constantFrom<DType>('float32', 'float32', 'float32', 'int32', 'bool'),
    constant: fc.boolean(),
  })
  .chain(({ shape, dtype, constant }) => {
    const size = { minLength: sizeOf(shape), maxLength: sizeOf(shape) }
    const data: fc.Arbitrary<HostArray> =
      dtype === 'float32'
        ? fc.array(number, size).map((all) => Float32Array.from(all))
        : dtype === 'int32'
          ? fc.array(whole, size).map((all) => Int32Array.from(all))
          : fc.array(truth, size).map((all) => Uint8Array.from(all))
    return data.map((data) => ({ shape, dtype, constant, data }))
  })

export const randomPrograms: fc.Arbitrary<RandomProgram> = fc.record({
  given: fc.array(given, { minLength: 1, maxLength: 3 }),
  steps: fc.array(
    fc.record({
      operator: fc.constantFrom(...Object.keys(operators)),
      on: fc.nat(20),
      choices: fc.array(fc.nat(1000), { minLength: 1, maxLength: 8 }),
    }),
    { minLength: 1, maxLength: 10 },
  ),
})

/** In which direction the next number is blurred, from -1 to 1. */
export type Blur = () => number

/** Larger tensors are left out: they cost time and find nothing more. */
const LARGEST = 600

/** What a program computes: the results of its steps. A step that TensorFlow.js refuses is left out, as are those not `kept`. */
export function runProgram(
  { steps }: RandomProgram,
  tensors: readonly tf.Tensor[],
  { kept, blur }: { readonly kept?: ReadonlySet<Step>; readonly blur?: Blur | undefined } = {},
): { readonly results: readonly tf.Tensor[]; readonly done: ReadonlySet<Step> } {
  const all = [...tensors]
  const done = new Set<Step>()
  for (const step of steps) {
    if (kept && !kept.has(step)) continue
    let used = 0
    const pick = (count: number) => step.choices[used++ % step.choices.length]! % Math.max(count, 1)
    const other = () => all[pick(all.length)]!
    // The later ones first, so that programs are deep.
    const x = all[all.length - 1 - (step.on % Math.min(all.length, 3))]!
    const { apply, rounds } = operators[step.operator]!
    try {
      const y = apply(x, { pick, other })
      // TensorFlow.js lets windows larger than their images give sizes below 0.
      if (y.size > LARGEST || y.shape.some((size) => size < 0)) continue
      all.push(blur && rounds && y.dtype === 'float32' ? blurred(y, blur) : y)
      done.add(step)
    } catch (error) {
      if (kept) throw error
    }
  }
  return { results: all.slice(tensors.length), done }
}

/** The same numbers but for their last digits, as another order of rounding would leave them. */
function blurred(y: tf.Tensor, blur: Blur): tf.Tensor {
  const factors = Float32Array.from({ length: y.size }, () => 1 + blur() * 5e-7)
  return tf.mul(y, tf.tensor(factors, y.shape))
}

/** The gradients of a weighted sum of all results that are floats, with respect to the floats given; none where there is none. */
export function gradientsOf(
  program: RandomProgram,
  tensors: readonly tf.Tensor[],
  options: { readonly kept: ReadonlySet<Step>; readonly blur?: Blur | undefined },
): readonly tf.Tensor[] {
  const open = tensors.filter(({ dtype }) => dtype === 'float32')
  const loss = (...floats: tf.Tensor[]) => {
    const inputs = tensors.map((tensor) => floats[open.indexOf(tensor)] ?? tensor)
    const { results } = runProgram(program, inputs, options)
    return results
      .filter(({ dtype, size }) => dtype === 'float32' && size > 0)
      .reduce<tf.Tensor>((sum, y, i) => {
        const weights = Float32Array.from({ length: y.size }, (_, k) => ((k + i) % 3) - 0.75)
        return tf.add(sum, tf.sum(tf.mul(y, tf.tensor(weights, y.shape))))
      }, tf.scalar(0))
  }
  return tf.grads(loss as (...xs: tf.Tensor[]) => tf.Scalar)(open)
}
