import { existsSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, sep } from 'node:path'
import * as tf from '@tensorflow/tfjs'
import { EngineError } from '../errors.js'

/** The TensorFlow.js backends an eager engine can run on, by the engine's name. */
export type EagerEngineName = 'tfjs:cpu' | 'tfjs:wasm' | 'tfjs:node' | 'tfjs:node-gpu'

interface EagerBackend {
  /** The backend's name within TensorFlow.js. */
  readonly backend: string
  readonly device: string
}

/** Makes a backend of TensorFlow.js ready, or says why it cannot be had. The backend that was chosen before stays chosen. */
export async function prepareBackend(name: EagerEngineName): Promise<EagerBackend> {
  const previous = tf.getBackend()
  try {
    return await prepare(name)
  } finally {
    if (previous) await tf.setBackend(previous)
  }
}

async function prepare(name: EagerEngineName): Promise<EagerBackend> {
  switch (name) {
    case 'tfjs:cpu':
      return { backend: 'cpu', device: 'plain JavaScript' }
    case 'tfjs:wasm': {
      await importOptional(name, '@tensorflow/tfjs-backend-wasm')
      const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm')
      setWasmPaths(join(installedFolder('@tensorflow/tfjs-backend-wasm')!, 'dist', sep))
      await activate(name, 'wasm')
      return { backend: 'wasm', device: 'WebAssembly' }
    }
    case 'tfjs:node':
    case 'tfjs:node-gpu': {
      await importOptional(name, name === 'tfjs:node' ? '@tensorflow/tfjs-node' : '@tensorflow/tfjs-node-gpu')
      await activate(name, 'tensorflow')
      const { isUsingGpuDevice } = tf.findBackend('tensorflow') as { isUsingGpuDevice?: boolean }
      if (name === 'tfjs:node-gpu' && !isUsingGpuDevice) {
        throw new EngineError(
          'ENGINE_UNAVAILABLE',
          'the engine tfjs:node-gpu cannot start: its native part loads but sees no GPU. It needs an NVIDIA driver, CUDA 11.2 and cuDNN 8.1; ' +
            'without them use tfjs:node or onnx:cpu',
        )
      }
      return { backend: 'tensorflow', device: isUsingGpuDevice ? 'TensorFlow on a GPU' : 'TensorFlow on the CPU' }
    }
  }
}

async function activate(name: EagerEngineName, backend: string): Promise<void> {
  if (await tf.setBackend(backend)) return
  throw new EngineError(
    'ENGINE_UNAVAILABLE',
    `the engine ${name} cannot start: TensorFlow.js could not initialise its backend '${backend}'`,
  )
}

/** Loads a module that is installed only where someone wants it. */
async function importOptional(engine: string, module: string): Promise<void> {
  const refuse = (reason: string, cause?: unknown): never => {
    throw new EngineError('ENGINE_UNAVAILABLE', `the engine ${engine} cannot start: ${reason}`, { cause })
  }
  const folder = installedFolder(module)
  if (!folder) return refuse(`${module} is not installed (npm install ${module})`)
  // Without its native part the module fails only after it has registered its kernels, so look first.
  if (module.includes('tfjs-node') && !hasNativePart(folder)) {
    return refuse(
      `${module} is installed, but not its native part, which its install script downloads. Let the script run (npm rebuild ${module}), ` +
        'under Node 22 or older; or use onnx:cpu, which needs nothing',
    )
  }
  try {
    await import(module)
  } catch (cause) {
    refuse(`${module} does not load: ${cause instanceof Error ? cause.message.split('\n')[0] : cause}`, cause)
  }
}

function installedFolder(module: string): string | undefined {
  try {
    return dirname(createRequire(import.meta.url).resolve(`${module}/package.json`))
  } catch {
    return undefined
  }
}

function hasNativePart(folder: string): boolean {
  const lib = join(folder, 'lib')
  if (!existsSync(lib)) return false
  return readdirSync(lib).some((entry) => existsSync(join(lib, entry, 'tfjs_binding.node')))
}
