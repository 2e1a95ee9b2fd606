import * as tf from '@tensorflow/tfjs-core'
import { EngineError } from '../errors.js'
import { createGraphBuilder, type Graph } from '../graph/graph.js'
import type { TensorMap, TensorSpec } from '../tensor.js'
import { RecordingBackend } from './recording-backend.js'
import { refusalOfBody, watchingOps } from './refusal.js'
import { mappingOf, onRegistered, ownKernels } from './registry.js'

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

  const ops = { leftAnOp: false }
  const previous = tf.getBackend() || 'cpu'
  const random = Math.random
  const flags = tf.env().getFlags()
  const debugged = { DEBUG: flags.DEBUG, CHECK_COMPUTATION_FOR_ERRORS: flags.CHECK_COMPUTATION_FOR_ERRORS }
  // Debugging reads every result, which does not exist yet. Set past the setters, which announce it.
  Object.assign(flags, { DEBUG: false, CHECK_COMPUTATION_FOR_ERRORS: false })
  tf.setBackend(RECORDING) // takes effect at once: this backend has nothing to wait for
  Math.random = refuseRandomness
  try {
    const work = () =>
      tf.tidy(() => {
        const tensors = values.map(([name, value]) => {
          return [name, tf.engine().makeTensorFromTensorInfo(backend.infoOf(value))] as const
        })
        for (const [name, tensor] of Object.entries(body(Object.fromEntries(tensors)))) {
          outputs[name] = backend.valueBehind(tensor)
        }
      })
    backend.record(builder, () => watchingOps(work, ops))
  } catch (error) {
    throw refusalOfBody(error, ops.leftAnOp)
  } finally {
    Math.random = random
    for (const [flag, value] of Object.entries(debugged)) {
      if (value === undefined) delete flags[flag]
      else flags[flag] = value
    }
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
  registerRecording(RECORDING, () => new RecordingBackend())
  onRegistered((kernelName) => registerKernel(RECORDING, kernelName))
}

/** Makes TensorFlow.js know a backend that records, and every kernel on it: those of its plain backend, too, which must be there. */
export function registerRecording(name: string, create: () => RecordingBackend): void {
  tf.registerBackend(name, create, 0)
  const eager = tf.getKernelsForBackend('cpu').map(({ kernelName }) => kernelName)
  for (const kernelName of new Set([...ownKernels, ...eager])) registerKernel(name, kernelName)
}

/** Which mapping it is, or whether there is one, is looked up at each call: users add their own. */
function registerKernel(backendName: string, kernelName: string): void {
  if (tf.getKernel(kernelName, backendName)) return
  tf.registerKernel({
    kernelName,
    backendName,
    kernelFunc: ({ inputs, attrs, backend }) => {
      const mapping = mappingOf(kernelName) ?? refuseKernel(kernelName)
      return (backend as RecordingBackend).execute(kernelName, mapping, inputs, attrs ?? {})
    },
  })
}

function refuseKernel(kernelName: string): never {
  throw new EngineError(
    'UNMAPPED_OP',
    `the TensorFlow.js op '${kernelName}' has no ONNX mapping; those that have are listed in KERNELS.md of @vsc/engine. Write the body ` +
      `without it, run it on an eager engine such as tfjs:cpu, or say how it is written in ONNX with registerMapping('${kernelName}', ...)`,
  )
}
