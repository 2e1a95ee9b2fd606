import Pbf from 'pbf'
import {
  type Attribute,
  constantOf,
  type ElementType,
  type Graph,
  liveNodes,
  type Node,
  type Value,
} from '../graph/graph.js'
import { dtypeOf, type HostArray, type NamedTensors } from '../tensor.js'

/** The operator set the graphs are written in: the first in which every reduction takes its axes as an input. */
const OPSET = 18
const IR_VERSION = 8

/** TensorProto.DataType of onnx.proto. */
export const elementType: Record<ElementType, number> = { float32: 1, int32: 6, int64: 7, bool: 9, float64: 11 }
const attributeType = { float: 1, int: 2, string: 3, ints: 7 }

export interface EncodeOptions {
  readonly name?: string
  /** Written into the model's metadata, where Netron and onnxruntime show it. */
  readonly metadata?: Readonly<Record<string, string>>
  /** Inputs, by name, that become part of the model with these values. */
  readonly parameters?: NamedTensors
  /** The name of the first dimension of inputs and outputs, where it may be any; else all sizes are as in the graph. */
  readonly batchDimension?: string
  /** The name of an empty sequence of tensors that comes before all other outputs; none by default. */
  readonly leadingSequence?: string
}

/**
 * The bytes of an ONNX model that computes a graph. The field numbers are those of onnx.proto (ONNX 1.13). An output may not
 * have an input's name: ONNX has one space of names for both.
 */
export function encodeOnnx(graph: Graph, options: EncodeOptions = {}): Uint8Array {
  const { name = 'program', metadata = {} } = options
  const model = new Pbf()
  model.writeVarintField(1, IR_VERSION)
  model.writeStringField(2, '@vsc/engine')
  message(model, 7, (inner) => writeGraph(inner, graph, { name, ...options }))
  message(model, 8, (opset) => opset.writeVarintField(2, OPSET))
  for (const [key, value] of Object.entries(metadata)) {
    message(model, 14, (entry) => {
      entry.writeStringField(1, key)
      entry.writeStringField(2, value)
    })
  }
  return model.finish()
}

const message = (pbf: Pbf, field: number, write: (inner: Pbf) => void): void =>
  pbf.writeMessage(field, (_, inner) => write(inner), null)

function writeGraph(
  pbf: Pbf,
  graph: Graph,
  { name, parameters = {}, batchDimension, leadingSequence }: EncodeOptions & { readonly name: string },
): void {
  const names = createNames(graph)
  const initializers = new Map<string, (tensor: Pbf) => void>()
  const nameOf = (value: Value): string => {
    const valueName = names.get(value) ?? `v${value.id}`
    const data = constantOf(value)
    if (data) initializers.set(valueName, (tensor) => writeTensor(tensor, valueName, value.dtype, value.shape, data))
    return valueName
  }
  const nameOfIntegers = (integers: readonly number[]): string => {
    const valueName = `int64[${integers.join(',')}]`
    const data = BigInt64Array.from(integers, BigInt)
    initializers.set(valueName, (tensor) => writeTensor(tensor, valueName, 'int64', [integers.length], data))
    return valueName
  }
  const nodes = liveNodes(Object.values(graph.outputs))
  const integersOf = (node: Node) => (batchDimension === undefined ? node.integers : integersOfAnyBatch(node))
  nodes.forEach((node, position) => {
    const inputs = node.inputs.map(nameOf).toSpliced(node.integersAt, 0, ...integersOf(node).map(nameOfIntegers))
    const outputs = node.outputs.map(nameOf)
    message(pbf, 1, (inner) => writeNode(inner, { ...node, name: `${node.op}_${position}`, inputs, outputs }))
  })
  // An output that is an input, a constant, or another output's twin needs a node to carry its name.
  for (const [output, value] of Object.entries(graph.outputs)) {
    if (value.source.kind === 'result' && names.get(value) === output) continue
    const inputs = [nameOf(value)]
    const copy = { op: 'Identity', name: `Identity_${output}`, inputs, outputs: [output], attributes: {} }
    message(pbf, 1, (inner) => writeNode(inner, copy))
  }
  if (leadingSequence !== undefined) {
    const empty = { op: 'SequenceEmpty', name: 'SequenceEmpty', inputs: [], outputs: [leadingSequence], attributes: {} }
    message(pbf, 1, (inner) => writeNode(inner, empty))
  }
  pbf.writeStringField(2, name)
  for (const write of initializers.values()) message(pbf, 5, write)
  for (const [key, { shape, data }] of Object.entries(parameters)) {
    message(pbf, 5, (tensor) => writeTensor(tensor, key, dtypeOf(data), shape, data))
  }
  const sizesOf = ({ shape }: Value) => (batchDimension === undefined ? shape : [batchDimension, ...shape.slice(1)])
  for (const input of graph.inputs) {
    if (Object.hasOwn(parameters, nameOf(input))) continue
    message(pbf, 11, (info) => writeValueInfo(info, nameOf(input), input, sizesOf(input)))
  }
  if (leadingSequence !== undefined) message(pbf, 12, (info) => writeSequenceInfo(info, leadingSequence))
  for (const [output, value] of Object.entries(graph.outputs)) {
    message(pbf, 12, (info) => writeValueInfo(info, output, value, sizesOf(value)))
  }
  if (batchDimension !== undefined) return // what lies between has sizes of its own then
  // What was declared of every result while recording, for ONNX Runtime to compare with what it infers.
  for (const value of nodes.flatMap((node) => node.outputs)) {
    if (!names.has(value)) message(pbf, 13, (info) => writeValueInfo(info, nameOf(value), value, value.shape))
  }
}

/**
 * What a node takes as integers where the batch may have any size. The first size of a new shape follows from the others, which
 * ONNX writes as -1, so that images can be made of rows and rows of images. A first size that broadcasting leaves alone is written
 * as 1, which leaves any alone.
 */
export function integersOfAnyBatch({ op, inputs, integers }: Node): Node['integers'] {
  const [shape] = integers
  if (shape === undefined || shape.length === 0 || shape.includes(0)) return integers
  if (op === 'Reshape') return [[-1, ...shape.slice(1)]]
  const before = inputs[0]?.shape ?? []
  if (op === 'Expand' && before.length === shape.length && before[0] === shape[0]) return [[1, ...shape.slice(1)]]
  return integers
}

/** The names that users see: those of inputs, and of results that are outputs. */
function createNames(graph: Graph): Map<Value, string> {
  const names = new Map<Value, string>()
  for (const input of graph.inputs) if (input.source.kind === 'input') names.set(input, input.source.name)
  for (const [name, value] of Object.entries(graph.outputs)) {
    if (value.source.kind === 'result' && !names.has(value)) names.set(value, name)
  }
  return names
}

interface NamedNode extends Pick<Node, 'op' | 'attributes'> {
  readonly name: string
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
}

function writeNode(pbf: Pbf, { op, name, inputs, outputs, attributes }: NamedNode): void {
  for (const input of inputs) pbf.writeStringField(1, input)
  for (const output of outputs) pbf.writeStringField(2, output)
  pbf.writeStringField(3, name)
  pbf.writeStringField(4, op)
  for (const [key, attribute] of Object.entries(attributes)) {
    message(pbf, 5, (inner) => writeAttribute(inner, key, attribute))
  }
}

function writeAttribute(pbf: Pbf, name: string, attribute: Attribute): void {
  pbf.writeStringField(1, name)
  if (typeof attribute === 'number') {
    pbf.writeVarintField(3, attribute)
    pbf.writeVarintField(20, attributeType.int)
  } else if (typeof attribute === 'string') {
    pbf.writeStringField(4, attribute)
    pbf.writeVarintField(20, attributeType.string)
  } else if ('float' in attribute) {
    pbf.writeFloatField(2, attribute.float)
    pbf.writeVarintField(20, attributeType.float)
  } else {
    for (const integer of attribute) pbf.writeVarintField(8, integer)
    pbf.writeVarintField(20, attributeType.ints)
  }
}

function writeTensor(
  pbf: Pbf,
  name: string,
  dtype: ElementType,
  shape: readonly number[],
  data: HostArray | BigInt64Array,
): void {
  for (const size of shape) pbf.writeVarintField(1, size)
  pbf.writeVarintField(2, elementType[dtype])
  pbf.writeStringField(8, name)
  pbf.writeBytesField(9, new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
}

/** A size that is a name may be any. */
function writeValueInfo(pbf: Pbf, name: string, { dtype }: Value, sizes: readonly (number | string)[]): void {
  pbf.writeStringField(1, name)
  message(pbf, 2, (type) => {
    message(type, 1, (tensor) => {
      tensor.writeVarintField(1, elementType[dtype])
      message(tensor, 2, (dimensions) => {
        for (const size of sizes) {
          message(dimensions, 1, (dimension) =>
            typeof size === 'number' ? dimension.writeVarintField(1, size) : dimension.writeStringField(2, size),
          )
        }
      })
    })
  })
}

function writeSequenceInfo(pbf: Pbf, name: string): void {
  pbf.writeStringField(1, name)
  message(pbf, 2, (type) => {
    message(type, 4, (sequence) => {
      message(sequence, 1, (element) => {
        message(element, 1, (tensor) => tensor.writeVarintField(1, elementType.float32))
      })
    })
  })
}
