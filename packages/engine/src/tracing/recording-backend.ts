import * as tf from '@tensorflow/tfjs-core'
import { EngineError } from '../errors.js'
import {
  broadcastShape,
  constantOf,
  expand,
  type GraphBuilder,
  knownNumbers,
  sameShape,
  unexpanded,
  uniform,
  type Value,
} from '../graph/graph.js'
import { mapRecord } from '../record.js'
import { allocate, type DType, type HostArray, sizeOf } from '../tensor.js'
import { type KnownTensor, runEagerly } from './eager-kernel.js'
import type { Attributes, KernelCall, Mapping } from './mapping.js'
import { refusalOfKernel } from './refusal.js'

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
  protected values = new WeakMap<object, Value>()
  /** How many tensors share data, where it is not one. */
  private readonly references = new WeakMap<object, number>()
  private refusedRead: EngineError | undefined

  get isRecording(): boolean {
    return this.builder !== undefined
  }

  /** Records what `work` computes into a graph. */
  record<T>(builder: GraphBuilder, work: () => T): T {
    this.begin(builder)
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

  protected begin(builder: GraphBuilder): void {
    this.builder = builder
    this.values = new WeakMap()
    this.refusedRead = undefined
  }

  /** Appends what a kernel computes. */
  execute(
    kernel: string,
    mapping: Mapping,
    inputs: tf.NamedTensorInfoMap,
    attrs: Attributes,
  ): tf.TensorInfo | tf.TensorInfo[] {
    const named = Object.entries(inputs).flatMap(([name, info]) =>
      info ? [[name, this.valueBehind(info)] as const] : [],
    )
    try {
      const recorded = this.append(kernel, mapping, Object.fromEntries(named), attrs)
      for (const { shape } of [recorded].flat() as Value[]) checkSizes(shape)
      return Array.isArray(recorded) ? recorded.map(this.infoOf) : this.infoOf(recorded as Value)
    } catch (error) {
      throw refusalOfKernel(kernel, error)
    }
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
    return { dataId, shape: [...value.shape], dtype: value.dtype as DType }
  }

  private append(
    kernel: string,
    mapping: Mapping,
    named: Readonly<Record<string, Value>>,
    attrs: Attributes,
  ): Recorded {
    const builder = this.recording()
    const inputs = Object.values(named)
    if (mapping.elementwise) {
      // Broadcasting can wait until after an elementwise kernel: the next consumer often broadcasts by itself, for nothing.
      const small = mapRecord(named, unexpanded)
      if (Object.keys(named).some((name) => small[name] !== named[name])) {
        const shape = broadcastShapeOf(inputs)
        return expand(builder, this.append(kernel, mapping, small, attrs) as Value, shape)
      }
    }
    const folded = this.fold(kernel, mapping, named, attrs)
    if (folded) return folded
    const inOrder = mapping.inputs.length > 0 ? mapping.inputs.flatMap((name) => named[name] ?? []) : inputs
    const call: KernelCall = { kernel, inputs: inOrder, named, attrs, builder }
    const recorded = mapping.map(call)
    return Array.isArray(recorded) ? recorded.map(this.known) : this.known(recorded as Value)
  }

  /** Where all inputs of a kernel are known, it is run at once: by TensorFlow.js itself, on all the numbers it would be given. */
  private fold(
    kernel: string,
    mapping: Mapping,
    named: Readonly<Record<string, Value>>,
    attrs: Attributes,
  ): Recorded | undefined {
    if (mapping.foldable === false) return undefined
    const inputs = Object.values(named)
    // Not every elementwise kernel broadcasts by itself.
    const shape = mapping.elementwise ? broadcastShapeOf(inputs) : undefined
    const sizes = inputs.map((input) => sizeOf(shape ?? input.shape))
    // A tile that is known may be far larger than what it is made of.
    const growth = kernel === 'Tile' ? sizeOf(attrs.reps) : 1
    if (sizes.some((size) => size * growth > FOLD_LIMIT)) return undefined
    const known: Record<string, KnownTensor> = {}
    for (const [name, input] of Object.entries(named)) {
      const data = knownNumbers(input, shape ?? input.shape)
      if (!data) return undefined
      known[name] = { data, shape: shape ?? input.shape, dtype: input.dtype as DType }
    }
    if (kernel === 'Fill') return undefined
    const found = runEagerly(kernel, known, attrs)
    const constants = [found ?? []].flat().map(({ data, shape, dtype }) => this.constant(data, shape, dtype))
    if (constants.length === 0) return undefined
    if (inputs.length > 0 && constants.some((value) => sizeOf(value.shape) > FOLD_LIMIT)) return undefined
    return Array.isArray(found) ? constants : constants[0]
  }

  /** A value that holds nothing is known, whatever it would be computed from. */
  private readonly known = (value: Value): Value =>
    sizeOf(value.shape) === 0 && !constantOf(value)
      ? this.recording().constant(allocate(value.dtype as DType, 0), value.shape)
      : value

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
    // TensorFlow.js's plain backend leaves numbers in some tensors that hold nothing.
    if (numbers && size > 0) data.set(numbers)
    return this.recording().constant(data, [...shape])
  }

  protected recording(): GraphBuilder {
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
    const known = knownNumbers(value, value.shape)
    if (known) return known
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

  // A variable shares its data with the tensor it was made of: TensorFlow.js counts on being told when the last of them goes.
  override disposeData = (dataId: object, force = false): boolean => {
    this.references.set(dataId, this.refCount(dataId) - 1)
    return force || this.refCount(dataId) <= 0
  }
  override refCount = (dataId: object): number => this.references.get(dataId) ?? 1
  override incRef = (dataId: object): void => {
    this.references.set(dataId, this.refCount(dataId) + 1)
  }
  override numDataIds = () => 0
  override memory = () => ({ unreliable: true })
  override floatPrecision = () => 32 as const
  override epsilon = () => 1e-7
  // Asked to profile or debug, TensorFlow.js would read every result of a backend that cannot time itself.
  override timerAvailable = () => true
  override async time(work: () => void): Promise<tf.BackendTimingInfo> {
    work()
    return { kernelMs: 0 }
  }
  override dispose = () => {}
}

const leaked = () =>
  new EngineError(
    'UNSUPPORTED',
    'a tensor of a traced body was used after the trace had ended; return it from the body as an output instead',
  )

/** TensorFlow.js makes such shapes of windows that are larger than their image. */
function checkSizes(shape: readonly number[]): void {
  if (shape.every((size) => size >= 0)) return
  throw new EngineError('WRONG_SHAPE', `the result would have the shape [${shape.join(', ')}]`)
}

function broadcastShapeOf(inputs: readonly Value[]): readonly number[] {
  const shapes = inputs.map((input) => input.shape)
  const shape = broadcastShape(...shapes)
  if (shape) return shape
  const text = shapes.map((one) => `[${one.join(', ')}]`).join(' and ')
  throw new EngineError('WRONG_SHAPE', `the shapes ${text} do not broadcast together`)
}

export function supported(dtype: tf.DataType): DType {
  if (dtype === 'float32' || dtype === 'int32' || dtype === 'bool') return dtype
  throw new EngineError('WRONG_DTYPE', `a traced body can hold float32, int32 and bool tensors, got ${dtype}`)
}
