import type * as ort from 'onnxruntime-node'
import { createGraphBuilder, type Graph } from '../graph/graph.js'
import { createSession, releaseSession, type SessionOptions, tensorsOver } from '../onnx/session.js'
import { mapRecord } from '../record.js'
import type { HostArray, NamedTensors, TensorSpec } from '../tensor.js'

/** Tensors of ONNX Runtime by name. */
export type OrtTensors = Readonly<Record<string, ort.Tensor>>

/** Moves tensors of these names and shapes between the host and the device. */
export interface DeviceCopies {
  upload(tensors: NamedTensors): Promise<OrtTensors>
  download(tensors: OrtTensors): Promise<NamedTensors>
  release(): Promise<void>
}

/**
 * ONNX Runtime moves a tensor only to or from where a graph computes, so each way is a graph that computes nothing: its inputs
 * are its outputs.
 */
export async function createDeviceCopies(
  name: string,
  specs: Readonly<Record<string, TensorSpec>>,
  options: SessionOptions,
): Promise<DeviceCopies> {
  if (Object.keys(specs).length === 0) return nothingToCopy
  const tensorOver = tensorsOver(options.ort)
  const graph = copyGraph(specs)
  const toDevice = await createSession(`${name}: upload`, graph, options, { onDevice: Object.keys(graph.outputs) })
  const toHost = await createSession(`${name}: download`, graph, options)
  const run = async (session: ort.InferenceSession, tensors: OrtTensors): Promise<OrtTensors> => {
    const results = await session.run({ ...tensors })
    return mapRecord(specs, (_, key) => results[copyKey(key)]!)
  }
  return {
    upload: (tensors) =>
      run(
        toDevice,
        mapRecord(tensors, ({ data, shape }) => tensorOver(data, shape)),
      ),
    async download(tensors) {
      const copies = await run(toHost, tensors)
      return mapRecord(copies, ({ data, dims }) => ({ shape: dims, data: (data as HostArray).slice() }))
    },
    async release() {
      await releaseSession(toDevice, options)
      await releaseSession(toHost, options)
    },
  }
}

/** ONNX Runtime knows no graph that is empty. */
const nothingToCopy: DeviceCopies = {
  upload: async () => ({}),
  download: async () => ({}),
  release: async () => {},
}

const copyKey = (name: string) => `copy of ${name}`

function copyGraph(specs: Readonly<Record<string, TensorSpec>>): Graph {
  const builder = createGraphBuilder()
  const inputs = Object.entries(specs).map(([key, spec]) => [key, builder.input(key, spec)] as const)
  return {
    inputs: inputs.map(([, value]) => value),
    outputs: Object.fromEntries(inputs.map(([key, value]) => [copyKey(key), value])),
  }
}

/** Frees tensors on the device; what is on the host is left to the garbage collector. */
export function disposeTensors(tensors: OrtTensors): void {
  for (const tensor of Object.values(tensors)) if (tensor.location === 'gpu-buffer') tensor.dispose()
}
