import * as tf from '@tensorflow/tfjs'
import { EngineError } from '../errors.js'
import { createGraphBuilder, type Graph } from '../graph/graph.js'
import type { TensorMap } from '../program.js'
import type { TensorSpec } from '../tensor.js'
import { mappings, RecordingBackend } from './recording-backend.js'

const RECORDING = 'vsc-recording'

/**
 * Runs a function of tensors once, on a backend that writes down what it would compute, and returns what was written.
 *
 * @param inputs names, shapes and types of the tensors the function is given
 * @throws EngineError READ_WHILE_TRACING where the function reads a value, UNMAPPED_OP where it uses an op that has no mapping,
 *   UNSUPPORTED where it draws random numbers
 */
export function trace(inputs: Readonly<Record<string, TensorSpec>>, body: (tensors: TensorMap) => TensorMap): Graph {
  const backend = recordingBackend()
  if (backend.isRecording) {
    throw new EngineError('UNSUPPORTED', 'a body was traced while another one was; make programs outside of bodies')
  }
  const builder = createGraphBuilder()
  const values = Object.entries(inputs).map(([name, spec]) => [name, builder.input(name, spec)] as const)
  const outputs: Record<string, Graph['inputs'][number]> = {}

  const previous = tf.getBackend() || 'cpu'
  const random = Math.random
  tf.setBackend(RECORDING) // takes effect at once: this backend has nothing to wait for
  Math.random = refuseRandomness
  try {
    backend.record(builder, () =>
      tf.tidy(() => {
        const tensors = values.map(([name, value]) => {
          return [name, tf.engine().makeTensorFromTensorInfo(backend.infoOf(value))] as const
        })
        for (const [name, tensor] of Object.entries(body(Object.fromEntries(tensors)))) {
          outputs[name] = backend.valueBehind(tensor)
        }
      }),
    )
  } finally {
    Math.random = random
    tf.setBackend(previous)
  }
  return { inputs: values.map(([, value]) => value), outputs }
}

/** TensorFlow.js seeds its random ops from here; a draw while tracing would be frozen into the graph as a constant. */
function refuseRandomness(): never {
  throw new EngineError(
    'UNSUPPORTED',
    'the body drew random numbers, but it is traced once and would repeat them for ever; make them an input and draw them outside',
  )
}

function recordingBackend(): RecordingBackend {
  if (!tf.engine().registryFactory[RECORDING]) register()
  return tf.findBackend(RECORDING) as RecordingBackend
}

function register(): void {
  tf.registerBackend(RECORDING, () => new RecordingBackend(), 0)
  for (const [kernelName, mapping] of mappings) {
    tf.registerKernel({
      kernelName,
      backendName: RECORDING,
      kernelFunc: ({ inputs, attrs, backend }) =>
        (backend as RecordingBackend).execute(kernelName, mapping, inputs, attrs ?? {}),
    })
  }
  for (const { kernelName } of tf.getKernelsForBackend('cpu')) {
    if (mappings.has(kernelName)) continue
    tf.registerKernel({ kernelName, backendName: RECORDING, kernelFunc: () => refuseKernel(kernelName) })
  }
}

function refuseKernel(kernelName: string): never {
  throw new EngineError(
    'UNMAPPED_OP',
    `the TensorFlow.js op '${kernelName}' has no ONNX mapping. Write the body without it, run it on an eager engine such as tfjs:cpu, ` +
      `or add an entry '${kernelName}' to the mappings in @vsc/engine (src/tracing/mappings) and a case to their test`,
  )
}
