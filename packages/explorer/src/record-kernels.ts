import * as tf from '@tensorflow/tfjs-core'
import type { NamedTensors, TensorMap } from '@vsc/engine'
import { ExplorerError } from './errors.js'
import type { KernelCall, KernelProgram, ProgramType, ProgramValue } from './kernel-program.js'
import { needed } from './needed-calls.js'
import { type ObservedCall, observeKernels } from './recording-backend.js'
import type { Weights } from './weights.js'

/** A body to record, with the shapes of its inputs. */
export interface RecordOptions {
  /** Stands before the names of constants, which are the program's own. */
  readonly name: string
  readonly parameters: NamedTensors<Float32Array>
  /** The shapes of what it is given, by name; the numbers are of no matter. */
  readonly inputs: Readonly<Record<string, readonly number[]>>
  /** The function that is run once: TensorFlow.js ops on parameters and inputs, giving outputs by name. */
  readonly body: (parameters: TensorMap, inputs: TensorMap) => TensorMap
}

/** A program, and the parameters and constants that it needs. */
export interface Recording {
  readonly program: KernelProgram
  readonly weights: Weights
}

/**
 * Writes down which kernels a function of tensors calls, by running it once on zeros. Kernels and parameters that no output
 * needs are left out.
 *
 * @throws ExplorerError NOT_RECORDABLE where it reads a tensor's numbers or draws random ones
 * @example
 * const { program } = recordKernels({
 *   name: 'double',
 *   parameters: {},
 *   inputs: { x: [1, 3] },
 *   body: (_, { x }) => ({ y: x!.mul(2) }),
 * })
 * program.calls.map(({ kernel }) => kernel) // ['Multiply']
 */
export function recordKernels({ name, parameters, inputs, body }: RecordOptions): Recording {
  const values = numberedValues()
  const weights: Weights = {}
  const calls: KernelCall[] = []
  const found: { weights: Record<string, number>; outputs: Record<string, number> } = { weights: {}, outputs: {} }
  const given: Record<string, ProgramValue> = {}

  /** The id of a tensor; one that no kernel gave is a constant. A tensor may be seen under another shape than it was made in. */
  const idOf = (info: tf.TensorInfo): number => {
    const known = values.find(info)
    if (known !== undefined) return known
    const whole = values.findData(info)
    if (whole !== undefined) {
      const id = values.add(info)
      calls.push({ kernel: 'Reshape', inputs: { x: whole }, attrs: { shape: info.shape }, outputs: [id] })
      return id
    }
    const id = values.add(info)
    const constant = `${name}.constant${id}`
    weights[constant] = { shape: info.shape, dtype: typeOf(info), data: numbersOf(info) }
    found.weights[constant] = id
    return id
  }
  const observe = ({ kernel, inputs: used, attrs, outputs }: ObservedCall) => {
    const ids = Array.isArray(used)
      ? used.map(idOf)
      : Object.fromEntries(Object.entries(used).flatMap(([key, info]) => (info ? [[key, idOf(info)]] : [])))
    // A view shares its data with what it is a view of: where both look the same, they are the same.
    const results = outputs.map((info) => values.find(info) ?? values.add(info))
    const isNew = results.some((id) => id >= 0 && !Object.values(ids).includes(id))
    if (isNew) calls.push({ kernel, inputs: ids, attrs: plain(kernel, attrs), outputs: results })
  }

  tf.tidy(() =>
    observeKernels(observe, () => {
      const tensors = Object.fromEntries(
        Object.entries(parameters).map(([key, { shape, data }]) => {
          const tensor = tf.tensor(data, [...shape], 'float32')
          found.weights[key] = values.add(tensor)
          weights[key] = { shape, dtype: 'float32', data }
          return [key, tensor]
        }),
      )
      const zeros = Object.fromEntries(
        Object.entries(inputs).map(([key, shape]) => {
          const tensor = tf.tensor(new Float32Array(tf.util.sizeFromShape([...shape])), [...shape], 'float32')
          given[key] = { id: values.add(tensor), shape, dtype: 'float32' }
          return [key, tensor]
        }),
      )
      for (const [key, tensor] of Object.entries(body(tensors, zeros))) found.outputs[key] = idOf(tensor)
    }),
  )
  const program = needed({ inputs: given, weights: found.weights, calls, outputs: found.outputs })
  return {
    program,
    weights: Object.fromEntries(Object.entries(weights).filter(([key]) => Object.hasOwn(program.weights, key))),
  }
}

/** Ids of tensors by what they are: data, seen in a shape and as a type. */
function numberedValues() {
  const seen = new WeakMap<object, Map<string, number>>()
  let count = 0
  const look = ({ shape, dtype }: tf.TensorInfo) => `${dtype}[${shape.join()}]`
  return {
    find: (info: tf.TensorInfo): number | undefined => seen.get(info.dataId)?.get(look(info)),
    /** The id of the same data in any shape. */
    findData: (info: tf.TensorInfo): number | undefined => seen.get(info.dataId)?.values().next().value,
    add: (info: tf.TensorInfo): number => {
      const looks = seen.get(info.dataId) ?? new Map<string, number>()
      seen.set(info.dataId, looks.set(look(info), count))
      return count++
    },
  }
}

function numbersOf({ dataId }: tf.TensorInfo): Float32Array | Int32Array {
  const numbers = tf.findBackend('cpu').readSync(dataId)
  return numbers instanceof Float32Array ? numbers.slice() : Int32Array.from(numbers as Int32Array | Uint8Array)
}

function typeOf({ dtype }: tf.TensorInfo): ProgramType {
  if (dtype === 'float32' || dtype === 'int32' || dtype === 'bool') return dtype
  throw new ExplorerError(
    'NOT_RECORDABLE',
    `the model cannot be written into a page: it uses a tensor of type ${dtype}, expected float32, int32 or bool`,
  )
}

/** Attributes as JSON can hold them: lists for arrays of any kind. */
function plain(kernel: string, attrs: ObservedCall['attrs']): KernelCall['attrs'] {
  return Object.fromEntries(
    Object.entries(attrs).flatMap(([key, value]) => {
      if (value === undefined || value === null) return []
      if (typeof value === 'function') {
        throw new ExplorerError(
          'NOT_RECORDABLE',
          `the model cannot be written into a page: ${kernel} is given a function as ${key}`,
        )
      }
      return [[key, ArrayBuffer.isView(value) ? Array.from(value as Float32Array) : value]]
    }),
  )
}
