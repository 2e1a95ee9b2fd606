import type { TensorSpec } from '../tensor.js'
import {
  createGraphBuilder,
  type Graph,
  type GraphBuilder,
  liveNodes,
  type Node,
  resultOf,
  sameShape,
  type Value,
} from './graph.js'

/**
 * The same computation in fewer and cheaper nodes. Recording has already merged repeated subexpressions, folded constants and
 * put off broadcasting; the rules here need to know who uses a value, which is known only at the end. Dead nodes are dropped.
 *
 * @param provider what of ONNX Runtime will compute it: a rule that knows the processor's kernels is for them alone
 */
export const optimise = (graph: Graph, provider: 'cpu' | 'cuda' | 'webgpu' | 'wasm' = 'cpu'): Graph =>
  (provider === 'cpu' || provider === 'wasm' ? [...rules, transposeBeforeGemm] : rules).reduce(rewrite, graph)

/** The graph with one rule applied to every node that it fits. */
function rewrite(graph: Graph, rule: Rule): Graph {
  const builder = createGraphBuilder()
  const nodes = liveNodes(Object.values(graph.outputs))
  const uses = countUses(nodes, graph)
  const renewed = new Map<Value, Value>()
  const renew = (value: Value): Value => {
    const { source } = value
    const known = renewed.get(value)
    if (known || source.kind === 'result') return known!
    const made =
      source.kind === 'input'
        ? builder.input(source.name, value as TensorSpec)
        : builder.constant(source.data, value.shape)
    renewed.set(value, made)
    return made
  }
  const inputs = graph.inputs.map(renew)
  for (const node of nodes) {
    const rewritten = rule(node, { uses: (value) => uses.get(value) ?? 0, renew, builder })
    const results = rewritten ?? builder.node({ ...node, inputs: node.inputs.map(renew) })
    node.outputs.forEach((output, i) => {
      const result = results[i]
      if (result) renewed.set(output, result)
    })
  }
  const outputs = Object.entries(graph.outputs).map(([name, value]) => [name, renew(value)] as const)
  return { inputs, outputs: Object.fromEntries(outputs) }
}

function countUses(nodes: readonly Node[], graph: Graph): ReadonlyMap<Value, number> {
  const uses = new Map<Value, number>()
  for (const value of [...nodes.flatMap((node) => node.inputs), ...Object.values(graph.outputs)]) {
    uses.set(value, (uses.get(value) ?? 0) + 1)
  }
  return uses
}

interface Surroundings {
  /** How many nodes and outputs of the old graph use a value of it. */
  readonly uses: (value: Value) => number
  /** The new graph's value for one of the old graph. */
  readonly renew: (value: Value) => Value
  readonly builder: GraphBuilder
}

/** What a node's outputs become, where there is something better; an output that nothing uses may be left out. */
type Rule = (node: Node, surroundings: Surroundings) => readonly (Value | undefined)[] | undefined

/** A product with a row added to every row of it: Gemm adds it while it writes. */
const biasIntoGemm: Rule = (node, { uses, renew, builder }) => {
  if (node.op !== 'Add') return undefined
  for (const [product, bias] of [node.inputs, node.inputs.toReversed()] as const) {
    const gemm = resultOf(product!, 'Gemm')
    if (gemm?.inputs.length !== 2 || uses(product!) > 1) continue
    const columns = product!.shape[1]!
    if (bias!.shape.at(-1) !== columns || (bias!.shape.length > 1 && !sameShape(bias!.shape, [1, columns]))) continue
    return builder.node({ ...gemm, inputs: [...gemm.inputs, bias!].map(renew) })
  }
  return undefined
}

/** Some rows of a product: only these rows are computed. So no gradient is formed with respect to data beside pseudo-inputs. */
const rowsBeforeGemm: Rule = (node, { uses, renew, builder }) => {
  const gemm = node.op === 'Split' && node.attributes.axis === 0 ? resultOf(node.inputs[0]!, 'Gemm') : undefined
  if (gemm?.inputs.length !== 2 || uses(node.inputs[0]!) > 1) return undefined
  if (node.outputs.filter((output) => uses(output) > 0).length > 1) return undefined
  let begin = 0
  return node.outputs.map((output) => {
    const end = begin + output.shape[0]!
    const rows = { begin, end }
    begin = end
    if (uses(output) === 0) return undefined
    const [left, right] = gemm.inputs.map(renew)
    const axis = gemm.attributes.transA === 1 ? 1 : 0
    const part = builder.node({
      op: 'Slice',
      inputs: [left!],
      integers: [[rows.begin], [rows.end], [axis]],
      outputs: [{ shape: left!.shape.with(axis, rows.end - rows.begin), dtype: left!.dtype }],
    })
    return builder.node({ ...gemm, inputs: [part[0]!, right!], outputs: [output] })[0]
  })
}

/**
 * A product X^T Y, the form of every weight gradient: on the processor ONNX Runtime's Gemm reads a transposed X a third slower than it multiplies, and
 * transposing X beforehand costs far less than that.
 */
const transposeBeforeGemm: Rule = (node, { renew, builder }) => {
  if (node.op !== 'Gemm' || node.attributes.transA !== 1) return undefined
  const [left, ...others] = node.inputs.map(renew)
  const [rows, columns] = left!.shape
  const turned = builder.node({
    op: 'Transpose',
    inputs: [left!],
    attributes: { perm: [1, 0] },
    outputs: [{ shape: [columns!, rows!], dtype: left!.dtype }],
  })
  return builder.node({ ...node, inputs: [turned[0]!, ...others], attributes: { ...node.attributes, transA: 0 } })
}

/** Each sees the graph that the one before it has left. */
const rules: readonly Rule[] = [biasIntoGemm, rowsBeforeGemm]
