import * as tf from '@tensorflow/tfjs'
import { createRng } from '@vsc/random'
import { mapRecord } from '../../src/record.js'
import type { TensorMap } from '../../src/tensor.js'
import { trace } from '../../src/tracing/trace.js'
import { computeGraph } from '../compute-graph.js'
import { operators } from './operators.js'
import { type Blur, type Given, gradientsOf, type RandomProgram, runProgram } from './program.js'

/** The numbers of a tensor, in an array of whatever type: Float32Array stands for all of them. */
interface Result {
  readonly shape: readonly number[]
  readonly dtype: string
  readonly data: Float32Array
}

const toTensor = ({ data, shape, dtype }: Given): tf.Tensor => tf.tensor(data, shape, dtype)

const read = (tensor: tf.Tensor): Result => ({
  shape: tensor.shape,
  dtype: tensor.dtype,
  data: Float32Array.from(tensor.dataSync<'float32'>()),
})

/** A program is run with other last digits too, to find out how much they matter: all larger, all smaller, and at random. */
const blursOf = (): readonly Blur[] => {
  const rng = createRng(1)
  return [() => 1, () => -1, () => 2 * rng.uniform() - 1]
}

/**
 * In what a program differs when it is traced from what TensorFlow.js computes at once; undefined where in nothing, or in what
 * docs/engine.md declares. Values and gradients may differ by single precision, and by as much more as another last digit makes of
 * it.
 */
export async function differenceOf(program: RandomProgram): Promise<string | undefined> {
  await tf.setBackend('cpu')
  const kept = tidied(() => runProgram(program, program.given.map(toTensor)).done)
  const used = [...kept].map(({ operator }) => operators[operator]!)
  const differentiable =
    !used.some(({ gradientDiffers }) => gradientDiffers) &&
    attempt(() => tidied(() => gradientsOf(program, program.given.map(toTensor), { kept })))
  /** All results and gradients, by name. */
  const compute = (tensors: readonly tf.Tensor[], blur?: Blur): TensorMap => {
    const { results } = runProgram(program, tensors, { kept, blur })
    const gradients = differentiable ? gradientsOf(program, tensors, { kept, blur }) : []
    return Object.fromEntries([
      ...results.map((y, i) => [`${i} ${[...kept][i]!.operator}`, y] as const),
      ...gradients.flatMap((g, i) => (g ? [[`gradient ${i}`, g] as const] : [])),
    ])
  }
  const eagerly = (blur?: Blur) => tidied(() => mapRecord(compute(program.given.map(toTensor), blur), read))
  const expected = eagerly()
  const numbers = [
    ...Object.values(expected),
    ...program.given.map((one) => ({ ...one, data: Float32Array.from(one.data) })),
  ]
  if (numbers.some(({ dtype, data }) => dtype === 'bool' && data.some((n) => n > 1))) return undefined
  if (used.some(({ spreads }) => spreads) && numbers.some(({ data }) => !data.every(Number.isFinite))) return undefined

  const open = program.given.map((one, i) => [`x${i}`, one] as const).filter(([, { constant }]) => !constant)
  const found: Record<string, Omit<Result, 'data'>> = {}
  const graph = trace(Object.fromEntries(open), (inputs) => {
    const outputs = compute(program.given.map((one, i) => inputs[`x${i}`] ?? toTensor(one)))
    for (const [name, { shape, dtype }] of Object.entries(outputs)) found[name] = { shape, dtype }
    return outputs
  })
  const computed = await computeGraph(graph, Object.fromEntries(open.map(([name, { data }]) => [name, data])))
  const blurred = blursOf().map(eagerly)
  for (const [name, result] of Object.entries(expected)) {
    if (!found[name]) return `there is no ${name}`
    const others = blurred.map((results) => results[name]!.data)
    const text = difference(result, { ...found[name], data: computed[name] as Float32Array }, others)
    if (text) return `${name}: ${text}`
  }
  return undefined
}

function difference(expected: Result, found: Result, blurred: readonly Float32Array[]): string | undefined {
  const describe = ({ shape, dtype }: Result) => `${dtype}[${shape}]`
  if (describe(expected) !== describe(found)) return `${describe(found)}, expected ${describe(expected)}`
  const wrong = found.data.findIndex((number, i) => {
    const right = expected.data[i]!
    if (number === right || (Number.isNaN(number) && Number.isNaN(right))) return false
    const others = blurred.map((data) => data[i]!)
    // A number that another last digit makes infinite, or finite, may be either.
    if (!others.every((other) => kindOf(other) === kindOf(right))) return false
    const spread = Math.max(...others.map((other) => Math.abs(other - right)))
    return !(Math.abs(number - right) <= 2e-5 * Math.max(1, Math.abs(right)) + 20 * spread)
  })
  return wrong < 0 ? undefined : `#${wrong} is ${found.data[wrong]}, expected ${expected.data[wrong]}`
}

const kindOf = (number: number): string => (Number.isFinite(number) ? 'finite' : `${number}`)

/** What `work` returns, which may be anything; all tensors are gone after it. */
function tidied<T>(work: () => T): T {
  let result!: T
  tf.tidy(() => {
    result = work()
  })
  return result
}

/** Whether TensorFlow.js can do it. */
function attempt(work: () => unknown): boolean {
  try {
    work()
    return true
  } catch {
    return false
  }
}
