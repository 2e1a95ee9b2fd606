import { EngineError } from '../errors.js'
import { constantOf, type Graph, liveNodes, type Node, sameShape, type Value } from '../graph/graph.js'
import { optimise } from '../graph/optimise.js'
import { mapRecord } from '../record.js'
import type { TensorMap } from '../tensor.js'
import { dtypeOf, type NamedTensors, type TensorSpec } from '../tensor.js'
import { prepareTensorFlow } from '../tensorflow/prepare.js'
import { trace } from '../tracing/trace.js'
import { encodeOnnx, integersOfAnyBatch } from './encode.js'

/** A function of a batch of examples, to be written as an ONNX model. */
export interface ExportDefinition<Parameter extends string = string, Input extends string = string> {
  /** What the model is called in the file. */
  readonly name: string
  /** Those that the outputs depend on become part of the file, under their names. */
  readonly parameters: Readonly<Record<Parameter, NamedTensors[string]>>
  /** What the model is given, by name; the shape is that of one example. */
  readonly inputs: Readonly<Record<Input, TensorSpec>>
  /** Maps inputs [B, ...] to outputs [B, ...] in TensorFlow.js ops. The rules are those for the body of a program. */
  readonly body: (parameters: TensorMap<Parameter>, inputs: TensorMap<Input>) => TensorMap
  /** Strings that the file carries, where Netron and ONNX Runtime show them. */
  readonly metadata?: Readonly<Record<string, string>>
}

/**
 * Writes a function as an ONNX model of its own, parameters included, that takes batches of any size: it is traced at two sizes,
 * and what differs between the two may be nothing but the first size of inputs, outputs and what lies between.
 *
 * @returns the bytes of a .onnx file (opset 18), which any ONNX runtime runs
 * @throws EngineError UNSUPPORTED where the computation itself depends on the size of the batch, WRONG_NAME where an output is
 *   called like an input or a parameter, and what tracing throws
 * @example
 * const file = exportOnnx({
 *   name: 'double',
 *   parameters: { factor: { shape: [], data: Float32Array.of(2) } },
 *   inputs: { x: { shape: [3] } },
 *   body: ({ factor }, { x }) => ({ y: x.mul(factor) }),
 * })
 */
export function exportOnnx<Parameter extends string, Input extends string>(
  definition: ExportDefinition<Parameter, Input>,
): Uint8Array {
  prepareTensorFlow()
  const { name, metadata = {} } = definition
  const parameters: NamedTensors = definition.parameters
  const [graph, other] = traceSizes.map((size) => traceAt(size, definition as ExportDefinition)) as [Graph, Graph]
  const taken = Object.keys(graph.outputs).find(
    (key) => Object.hasOwn(definition.inputs, key) || Object.hasOwn(parameters, key),
  )
  if (taken !== undefined) {
    throw new EngineError(
      'WRONG_NAME',
      `${name}: an output is called '${taken}' like an input or a parameter; rename one of them`,
    )
  }
  const problem = differenceOf(graph, other)
  if (problem !== undefined) {
    throw new EngineError(
      'UNSUPPORTED',
      `${name} cannot be exported for batches of any size: ${problem}. Write the body without the number of examples`,
    )
  }
  const used = usedInputs(graph)
  const inputs = graph.inputs.filter((value) => used.has(value) || Object.hasOwn(definition.inputs, nameOf(value)))
  const ofOutputs = inputs.map(nameOf).filter((key) => Object.hasOwn(parameters, key))
  return encodeOnnx(
    { ...graph, inputs },
    {
      name,
      metadata,
      parameters: Object.fromEntries(ofOutputs.map((key) => [key, parameters[key]!])),
      batchDimension: 'batch',
    },
  )
}

/** The inputs that the outputs depend on: the file of a decoder has no use for its encoder's parameters. */
function usedInputs({ outputs }: Graph): ReadonlySet<Value> {
  const results = Object.values(outputs)
  const values = [...results, ...liveNodes(results).flatMap((node) => node.inputs)]
  return new Set(values.filter(({ source }) => source.kind === 'input'))
}

const nameOf = ({ source }: Value): string => (source.kind === 'input' ? source.name : '')

/** Any two sizes except 1, which broadcasts. */
const traceSizes = [2, 3] as const

function traceAt(size: number, { parameters, inputs, body }: ExportDefinition): Graph {
  const ofParameters = mapRecord(parameters, ({ shape, data }): TensorSpec => ({ shape, dtype: dtypeOf(data) }))
  const ofInputs = mapRecord(inputs, (spec): TensorSpec => ({ ...spec, shape: [size, ...spec.shape] }))
  const graph = trace({ ...ofParameters, ...ofInputs }, (tensors) => body(tensors, tensors))
  return optimise(graph)
}

/** In what two traces of a body differ besides the first size of values, in words; undefined where in nothing. */
function differenceOf(graph: Graph, other: Graph): string | undefined {
  const [nodes, others] = [graph, other].map(({ outputs }) => liveNodes(Object.values(outputs))) as [Node[], Node[]]
  if (nodes.length !== others.length) return 'it computes other things for other sizes'
  for (const [i, node] of nodes.entries()) {
    const twin = others[i]!
    if (node.op !== twin.op) return `it computes ${node.op} for one size and ${twin.op} for another`
    const details = (node: Node) => JSON.stringify([node.attributes, integersOfAnyBatch(node)])
    const constantsAgree = node.inputs.every((value, k) => sameConstant(value, twin.inputs[k]))
    if (details(node) !== details(twin) || !constantsAgree) return `its ${node.op} depends on the size`
  }
  const fixed = Object.entries(graph.outputs).find(([key, value]) => !isBatch(value, other.outputs[key]!))
  return fixed && `its output '${fixed[0]}' is no row for each example`
}

function sameConstant(value: Value, twin: Value | undefined): boolean {
  const [data, others] = [constantOf(value), twin && constantOf(twin)]
  if (data === undefined || others === undefined) return data === others
  return sameShape(value.shape, twin!.shape) && data.every((number, k) => Object.is(number, others[k]))
}

const isBatch = ({ shape }: Value, twin: Value): boolean =>
  shape[0] === traceSizes[0] && twin.shape[0] === traceSizes[1] && sameShape(shape.slice(1), twin.shape.slice(1))
