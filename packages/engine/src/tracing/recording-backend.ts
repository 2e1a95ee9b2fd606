import * as tf from '@tensorflow/tfjs'
import { EngineError } from '../errors.js'
import {
  broadcastShape,
  constantOf,
  expand,
  type GraphBuilder,
  sameShape,
  unexpanded,
  uniform,
  type Value,
} from '../graph/graph.js'
import { allocate, type DType, type HostArray, sizeOf } from '../tensor.js'
import type { Attributes, Mapping } from './mapping.js'
import { elementwiseMappings } from './mappings/elementwise.js'
import { productMappings } from './mappings/products.js'
import { reductionMappings } from './mappings/reductions.js'
import { structuralMappings } from './mappings/structural.js'

/** How every kernel that can be recorded is written in ONNX, by the kernel's name. */
export const mappings: ReadonlyMap<string, Mapping> = new Map(
  [elementwiseMappings, structuralMappings, reductionMappings, productMappings].flatMap(Object.entries),
)

/** What a kernel gives: one value, or a list from the kernels that give several. */
type Recorded = Value | readonly Value[]

/** Constants up to this many numbers are computed while recording; larger ones, which plain JavaScript may be slow at, stay in the graph. */
const FOLD_LIMIT = 4096

/**
 * A TensorFlow.js backend that computes nothing and writes down: its tensors stand for values of a graph, and each kernel
 * that runs on it appends what it would have computed. TensorFlow.js's own gradients, being kernels too, are recorded like
 * everything else.
 */
export class RecordingBackend extends tf.KernelBackend {
  private builder: GraphBuilder | undefined
  /** What the tensors of this recording stand for, by their data ids; no tensor outlives its recording. */
  private values = new WeakMap<object, Value>()
  private refusedRead: EngineError | undefined

  get isRecording(): boolean {
    return this.builder !== undefined
  }

  /** Records what `work` computes into a graph. */
  record<T>(builder: GraphBuilder, work: () => T): T {
    this.builder = builder
    this.values = new WeakMap()
    this.refusedRead = undefined
    try {
      const result = work()
      if (this.refusedRead) throw this.refusedRead
      return result
    } catch (error) {
      throw this.refusedRead ?? error
    } finally {
      this.builder = undefined
    }
  }

  /** Appends what a kernel computes. */
  execute(
    kernel: string,
    mapping: Mapping,
    inputs: tf.NamedTensorInfoMap,
    attrs: Attributes,
  ): tf.TensorInfo | tf.TensorInfo[] {
    const names = mapping.inputs.length > 0 ? mapping.inputs : Object.keys(inputs)
    const given = names.flatMap((name) => inputs[name] ?? [])
    const recorded = this.append(kernel, mapping, given.map(this.valueBehind), attrs)
    return Array.isArray(recorded) ? recorded.map(this.infoOf) : this.infoOf(recorded as Value)
  }

  /**
   * The value a tensor stands for. One that was made outside the recording becomes a constant of it, and stays where it is:
   * moved here, as TensorFlow.js moves tensors between backends, it would be lost to its owner and to the next recording.
   */
  readonly valueBehind = ({ dataId, shape, dtype }: tf.TensorInfo): Value => {
    const known = this.values.get(dataId)
    if (known && sameShape(known.shape, shape)) return known
    const value = this.constant(tf.engine().readSync(dataId), shape, dtype)
    this.values.set(dataId, value)
    return value
  }

  /** What TensorFlow.js needs to make a tensor that stands for the value. */
  readonly infoOf = (value: Value): tf.TensorInfo => {
    const dataId = {}
    this.values.set(dataId, value)
    return { dataId, shape: [...value.shape], dtype: value.dtype }
  }

  private append(kernel: string, mapping: Mapping, inputs: readonly Value[], attrs: Attributes): Recorded {
    const builder = this.recording()
    if (mapping.elementwise) {
      // Broadcasting can wait until after an elementwise kernel: the next consumer often broadcasts by itself, for nothing.
      const small = inputs.map(unexpanded)
      if (small.some((value, i) => value !== inputs[i])) {
        const shape = broadcastShape(...inputs.map((input) => input.shape))!
        return expand(builder, this.append(kernel, mapping, small, attrs) as Value, shape)
      }
    }
    if (inputs.length > 0 && inputs.every((input) => (constantOf(input)?.length ?? Infinity) <= FOLD_LIMIT)) {
      const folded = this.fold(kernel, mapping, inputs, attrs)
      if (folded) return folded
    }
    return mapping.map({ kernel, inputs, attrs, builder })
  }

  /** Runs a kernel on constants at once, on TensorFlow.js's plain backend. */
  private fold(kernel: string, mapping: Mapping, inputs: readonly Value[], attrs: Attributes): Recorded | undefined {
    const cpu = tf.findBackend('cpu')
    const kernelFunc = tf.getKernel(kernel, 'cpu')?.kernelFunc
    if (!kernelFunc) return undefined
    const infos = inputs.map((input) => {
      const shape = [...input.shape]
      return { dataId: cpu.write(constantOf(input)!, shape, input.dtype), shape, dtype: input.dtype }
    })
    const named = Object.fromEntries(mapping.inputs.map((name, i) => [name, infos[i]!]))
    const given = mapping.inputs.length > 0 ? named : (infos as unknown as tf.NamedTensorInfoMap)
    const result = kernelFunc({ inputs: given, attrs, backend: cpu })
    const results = [result].flat()
    const known = results.every(({ shape }) => sizeOf(shape) <= FOLD_LIMIT)
      ? results.map(({ dataId, shape, dtype }) => this.constant(cpu.readSync(dataId), shape, dtype))
      : undefined
    for (const { dataId } of [...infos, ...results]) cpu.disposeData(dataId)
    return Array.isArray(result) ? known : known?.[0]
  }

  /** A constant; one that is the same everywhere is kept as one number and a shape. */
  private constant(values: tf.BackendValues | null, shape: readonly number[], type: tf.DataType): Value {
    const dtype = supported(type)
    const size = sizeOf(shape)
    const numbers = values as HostArray | null
    const first = numbers?.[0] ?? 0
    if (size > 1 && (numbers?.every((number) => Object.is(number, first)) ?? true)) {
      return uniform(this.recording(), first, { shape, dtype })
    }
    const data = allocate(dtype, size)
    if (numbers) data.set(numbers)
    return this.recording().constant(data, [...shape])
  }

  private recording(): GraphBuilder {
    if (this.builder) return this.builder
    throw leaked()
  }

  override write(values: tf.BackendValues | null, shape: number[], dtype: tf.DataType): object {
    const dataId = {}
    this.values.set(dataId, this.constant(values, shape, dtype))
    return dataId
  }

  override readSync(dataId: object): HostArray {
    const value = this.values.get(dataId)
    if (!value || !this.builder) throw leaked()
    const known = constantOf(unexpanded(value))
    if (known) return sameShape(value.shape, []) || known.length > 1 ? known : filled(value, known[0]!)
    throw new EngineError(
      'READ_WHILE_TRACING',
      'the body read the values of a tensor (data, array, print, or an if on a number), but while it is traced they do not exist yet. ' +
        'Compute with TensorFlow.js ops such as tf.where, return what is to be read as an output, or run the body on an eager engine such as tfjs:cpu',
    )
  }

  /** A body cannot wait, so nobody would see a rejected promise: the refusal is thrown when the body returns. */
  override read(dataId: object): Promise<HostArray> {
    try {
      return Promise.resolve(this.readSync(dataId))
    } catch (error) {
      if (!this.builder) throw error
      this.refusedRead ??= error as EngineError
      return new Promise(() => {})
    }
  }

  override disposeData = () => true
  override refCount = () => 1
  override incRef = () => {}
  override numDataIds = () => 0
  override memory = () => ({ unreliable: true })
  override floatPrecision = () => 32 as const
  override epsilon = () => 1e-7
  override timerAvailable = () => false
  override dispose = () => {}
}

const leaked = () =>
  new EngineError(
    'UNSUPPORTED',
    'a tensor of a traced body was used after the trace had ended; return it from the body as an output instead',
  )

const filled = ({ dtype, shape }: Value, number: number) => allocate(dtype, sizeOf(shape)).fill(number)

function supported(dtype: tf.DataType): DType {
  if (dtype === 'float32' || dtype === 'int32' || dtype === 'bool') return dtype
  throw new EngineError('WRONG_DTYPE', `a traced body can hold float32, int32 and bool tensors, got ${dtype}`)
}
