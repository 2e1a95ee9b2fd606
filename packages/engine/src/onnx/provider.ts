import { EngineError } from '../errors.js'
import type { Graph, Node, Value } from '../graph/graph.js'

/** What of ONNX Runtime computes. What it has no kernel for is computed by the processor. */
export type Provider = 'cpu' | 'cuda' | 'webgpu' | 'wasm'

interface Limit {
  readonly applies: (node: Node) => boolean
  readonly what: string
}

const groupsOf = ({ attributes: { group } }: Node): number => (typeof group === 'number' ? group : 1)

/** What ONNX Runtime 1.30 refuses at the first step, or computes wrongly, on WebGPU. */
const webgpu: readonly Limit[] = [
  {
    applies: ({ op, outputs }) => op === 'MaxPool' && outputs.length > 1,
    what: 'the gradient of max pooling',
  },
  {
    applies: (node) => node.op === 'ConvTranspose' && groupsOf(node) > 1 && node.inputs[0]!.shape[1]! > groupsOf(node),
    what: "the gradient of a depthwise convolution's images where its filter has several outputs a channel",
  },
]

/**
 * Refuses what a provider cannot compute before it is asked to.
 *
 * @throws EngineError UNSUPPORTED
 */
export function checkProvider(name: string, graph: Graph, provider: Provider): void {
  if (provider !== 'webgpu') return
  const limit = webgpu.find(({ applies }) => nodesBehind(Object.values(graph.outputs)).some(applies))
  if (limit === undefined) return
  throw new EngineError(
    'UNSUPPORTED',
    `${name} needs ${limit.what}, which ONNX Runtime does not compute on onnx:webgpu: run it on onnx:cpu`,
  )
}

function nodesBehind(outputs: readonly Value[]): Node[] {
  const found = new Set<Node>()
  const waiting = [...outputs]
  while (waiting.length > 0) {
    const { source } = waiting.pop()!
    if (source.kind !== 'result' || found.has(source.node)) continue
    found.add(source.node)
    waiting.push(...source.node.inputs)
  }
  return [...found]
}
