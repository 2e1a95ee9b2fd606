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

/** Constants up to this many numbers are computed while recording; larger ones by ONNX Runtime as it loads the graph. */
const FOLD_LIMIT = 4096

/**
 * A TensorFlow.js backend that computes nothing and writes down: its tensors stand for values of a graph, and each kernel
 * that runs on it appends what it would have computed. TensorFlow.js's own gradients, being kernels too, are recorded like
 * everything else.
 */
export class RecordingBackend extends tf.KernelBackend {
  /** The graph being recorded, while one is. */
  builder: GraphBuilder | undefined
  private readonly values = new tf.DataStorage<Value>(this, tf.engine())

  /** Appends what a kernel computes. */
  execute(
    kernel: string,
    mapping: Mapping,
    inputs: tf.NamedTensorInfoMap,
    attrs: Attributes,
  ): tf.TensorInfo | tf.TensorInfo[] {
    const names = mapping.inputs.length > 0 ? mapping.inputs : Object.keys(inputs)
    const given = names.flatMap((name) => inputs[name] ?? [])
    const recorded = this.record(kernel, mapping, given.map(this.valueBehind), attrs)
    return Array.isArray(recorded) ? recorded.map(this.infoOf) : this.infoOf(recorded as Value)
  }

  /** The value a tensor stands for. One that was made outside the recording becomes a constant of it. */
  readonly valueBehind = (info: tf.TensorInfo): Value => this.values.get(info.dataId)

  /** What TensorFlow.js needs to make a tensor that stands for the value. */
  readonly infoOf = (value: Value): tf.TensorInfo => {
    const dataId = {}
    this.values.set(dataId, value)
    return { dataId, shape: [...value.shape], dtype: value.dtype }
  }

  private record(kernel: string, mapping: Mapping, inputs: readonly Value[], attrs: Attributes): Recorded {
    const builder = this.recording()
    if (mapping.elementwise) {
      // Broadcasting can wait until after an elementwise kernel: the next consumer often broadcasts by itself, for nothing.
      const small = inputs.map(unexpanded)
      if (small.some((value, i) => value !== inputs[i])) {
        const shape = broadcastShape(...inputs.map((input) => input.shape))!
        return expand(builder, this.record(kernel, mapping, small, attrs) as Value, shape)
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
    if ([result].flat().some(({ shape }) => sizeOf(shape) > FOLD_LIMIT)) return undefined
    const known = ({ dataId, shape, dtype }: tf.TensorInfo) => this.constant(cpu.readSync(dataId), shape, dtype)
    return Array.isArray(result) ? result.map(known) : known(result)
  }

  /** A constant; one that is the same everywhere is kept as one number and a shape. */
  private constant(values: tf.BackendValues | null, shape: readonly number[], type: tf.DataType): Value {
    const dtype = supported(type)
    const data = allocate(dtype, sizeOf(shape))
    if (values) data.set(values as HostArray)
    const first = data[0]
    return data.length > 1 && data.every((number) => Object.is(number, first))
      ? uniform(this.recording(), first!, { shape, dtype })
      : this.recording().constant(data, [...shape])
  }

  private recording(): GraphBuilder {
    if (this.builder) return this.builder
    throw new EngineError(
      'UNSUPPORTED',
      'a tensor of a traced body was used after the trace had ended; return it from the body as an output instead',
    )
  }

  override write(values: tf.BackendValues | null, shape: number[], dtype: tf.DataType): object {
    const dataId = {}
    this.values.set(dataId, this.constant(values, shape, dtype))
    return dataId
  }

  override move(dataId: object, values: tf.BackendValues, shape: number[], dtype: tf.DataType): void {
    this.values.set(dataId, this.constant(values, shape, dtype))
  }

  override readSync(dataId: object): HostArray {
    const value = this.values.get(dataId)
    const known = constantOf(unexpanded(value))
    if (known) return sameShape(value.shape, []) || known.length > 1 ? known : filled(value, known[0]!)
    throw new EngineError(
      'READ_WHILE_TRACING',
      'the body read the values of a tensor (data, array, print, or an if on a number), but while it is traced they do not exist yet. ' +
        'Compute with TensorFlow.js ops such as tf.where, return what is to be read as an output, or run the body on an eager engine such as tfjs:cpu',
    )
  }

  override async read(dataId: object): Promise<HostArray> {
    return this.readSync(dataId)
  }

  override disposeData(dataId: object): boolean {
    return this.values.has(dataId) ? this.values.delete(dataId) : true
  }

  override refCount = () => 1
  override incRef = () => {}
  override numDataIds = () => this.values.numDataIds()
  override memory = () => ({ unreliable: true })
  override floatPrecision = () => 32 as const
  override epsilon = () => 1e-7
  override timerAvailable = () => false
  override dispose = () => {}
}

const filled = ({ dtype, shape }: Value, number: number) => allocate(dtype, sizeOf(shape)).fill(number)

function supported(dtype: tf.DataType): DType {
  if (dtype === 'float32' || dtype === 'int32' || dtype === 'bool') return dtype
  throw new EngineError('WRONG_DTYPE', `a traced body can hold float32, int32 and bool tensors, got ${dtype}`)
}
