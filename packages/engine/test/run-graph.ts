import * as ort from 'onnxruntime-node'
import { type Graph, liveNodes, type Node } from '../src/graph/graph.js'
import { encodeOnnx } from '../src/onnx/encode.js'
import { dtypeOf, type HostArray } from '../src/tensor.js'

/** Runs a graph in ONNX Runtime as it is, without any optimisation. */
export async function runGraph(
  graph: Graph,
  feeds: Readonly<Record<string, HostArray>>,
): Promise<Record<string, HostArray>> {
  const session = await ort.InferenceSession.create(encodeOnnx(graph), {
    graphOptimizationLevel: 'disabled',
    intraOpNumThreads: 1,
  })
  const tensors = graph.inputs.map(({ source, shape }) => {
    const name = source.kind === 'input' ? source.name : ''
    const data = feeds[name]!
    return [name, new ort.Tensor(dtypeOf(data), data, shape)] as const
  })
  const results = await session.run(Object.fromEntries(tensors))
  await session.release()
  return Object.fromEntries(Object.entries(results).map(([name, { data }]) => [name, data as HostArray]))
}

/** The nodes that a graph's outputs need. */
export const nodesOf = (graph: Graph, op?: string): Node[] =>
  liveNodes(Object.values(graph.outputs)).filter((node) => !op || node.op === op)

/** How many nodes of each operator a graph has. */
export function countOps(graph: Graph): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { op } of nodesOf(graph)) counts[op] = (counts[op] ?? 0) + 1
  return counts
}
