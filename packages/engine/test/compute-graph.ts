import type { Tensor } from 'onnxruntime-node'
import type { Graph } from '../src/graph/graph.js'
import { createInPlaceSession } from '../src/onnx/in-place.js'
import { loadOnnxRuntime } from '../src/onnx/onnx-runtime.js'
import { tensorsOver } from '../src/onnx/session.js'
import { mapRecord } from '../src/record.js'
import { allocate, type DType, type HostArray, sizeOf } from '../src/tensor.js'

/** Computes a graph as the engine does: simplified, its shapes and types verified, in place, on one thread. */
export async function computeGraph(
  graph: Graph,
  feeds: Readonly<Record<string, HostArray>>,
): Promise<Readonly<Record<string, HostArray>>> {
  const ort = loadOnnxRuntime()
  const tensorOver = tensorsOver(ort)
  const session = await createInPlaceSession('a graph', graph, { ort, provider: 'cpu', threads: 1, spinning: false })
  const given = graph.inputs.map(({ source, shape }): readonly [string, Tensor] => {
    const name = source.kind === 'input' ? source.name : ''
    return [name, tensorOver(feeds[name]!, shape)]
  })
  const results = mapRecord(graph.outputs, ({ dtype, shape }) => allocate(dtype as DType, sizeOf(shape)))
  try {
    const fetches = mapRecord(results, (data, name) => tensorOver(data, graph.outputs[name]!.shape))
    await session.run(Object.fromEntries(given), fetches)
    return results
  } finally {
    await session.release()
  }
}
