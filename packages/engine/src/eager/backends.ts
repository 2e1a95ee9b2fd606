import { createRequire } from 'node:module'
import { join, sep } from 'node:path'
import * as tf from '@tensorflow/tfjs-core'
import { refusal, unavailable } from '../availability/availability.js'
import type { Machine } from '../availability/machine.js'
import { explainNoGpu, findTensorFlowProblem } from '../availability/tensorflow.js'

/** The TensorFlow.js backends an eager engine can run on, by the engine's name. */
export type EagerEngineName = 'tfjs:cpu' | 'tfjs:wasm' | 'tfjs:node' | 'tfjs:node-gpu'

interface WasmBackend {
  setWasmPaths(folder: string): void
}

interface EagerBackend {
  /** The backend's name within TensorFlow.js. */
  readonly backend: string
  readonly device: string
}

/** Makes a backend of TensorFlow.js ready, or says why it is not available. The backend that was chosen before stays chosen. */
export async function prepareBackend(name: EagerEngineName, machine: Machine): Promise<EagerBackend> {
  const previous = tf.getBackend()
  try {
    return await prepare(name, machine)
  } finally {
    if (previous) await tf.setBackend(previous)
  }
}

async function prepare(name: EagerEngineName, machine: Machine): Promise<EagerBackend> {
  switch (name) {
    case 'tfjs:cpu':
      return { backend: 'cpu', device: 'plain JavaScript' }
    case 'tfjs:wasm': {
      const module = '@tensorflow/tfjs-backend-wasm'
      const folder = machine.findModule(module)
      if (folder === undefined) throw refusal(name, unavailable(`${module} is not installed`, `npm install ${module}`))
      // No peer of this package, which would tie a project's TensorFlow.js to one version: it is loaded from where it was found.
      const { setWasmPaths } = await load(name, async () => createRequire(import.meta.url)(folder) as WasmBackend)
      setWasmPaths(join(folder, 'dist', sep))
      await activate(name, 'wasm')
      return { backend: 'wasm', device: 'WebAssembly' }
    }
    case 'tfjs:node':
    case 'tfjs:node-gpu': {
      const module = name === 'tfjs:node' ? '@tensorflow/tfjs-node' : '@tensorflow/tfjs-node-gpu'
      const problem = findTensorFlowProblem(machine, module)
      if (problem) throw refusal(name, problem)
      await load(name, () => import(module))
      await activate(name, 'tensorflow')
      const { isUsingGpuDevice } = tf.findBackend('tensorflow') as { isUsingGpuDevice?: boolean }
      if (name === 'tfjs:node-gpu' && !isUsingGpuDevice) throw refusal(name, explainNoGpu(machine))
      return { backend: 'tensorflow', device: isUsingGpuDevice ? 'TensorFlow on a GPU' : 'TensorFlow on the CPU' }
    }
  }
}

async function activate(name: EagerEngineName, backend: string): Promise<void> {
  if (await tf.setBackend(backend)) return
  throw refusal(name, unavailable(`TensorFlow.js could not initialise its backend '${backend}'`, 'Use onnx:cpu'))
}

/** A module that was found may still not load: it may be broken, or be found where `import` does not look, as by NODE_PATH. */
async function load<Module>(engine: string, importing: () => Promise<Module>): Promise<Module> {
  try {
    return await importing()
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split('\n')[0] : cause
    throw refusal(engine, unavailable(`its module does not load: ${reason}`, 'Use onnx:cpu'), cause)
  }
}
