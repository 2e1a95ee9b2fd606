import { type Availability, refusal } from './availability/availability.js'
import { findCuda } from './availability/cuda.js'
import type { Machine } from './availability/machine.js'
import { findWebGpu, hasHardwareWebGpu } from './availability/webgpu.js'
import type { Runtime } from './checked-engine.js'
import { type EagerEngineName, prepareBackend } from './eager/backends.js'
import { createEagerProgram } from './eager/program.js'
import { createEagerTraining } from './eager/training.js'
import { EngineError } from './errors.js'
import { loadOnnxRuntime } from './onnx/onnx-runtime.js'
import type { SessionOptions } from './onnx/session.js'
import { chooseThreads } from './threads.js'

/** The engines that can be asked for by name. `onnx` is `onnx:cpu`; `auto` is the fastest that this machine can run. */
export const engineNames = [
  'auto',
  'onnx',
  'onnx:cpu',
  'onnx:webgpu',
  'onnx:cuda',
  'tfjs:node-gpu',
  'tfjs:node',
  'tfjs:wasm',
  'tfjs:cpu',
] as const

/** The names of engines, and `auto`. */
export type EngineName = (typeof engineNames)[number]

/** Which engine is made, and how many threads it has. */
export interface EngineOptions {
  /** `auto` by default. */
  readonly name?: EngineName
  /**
   * Threads of `onnx:cpu`. By default what the environment variable VSC_THREADS says, or as many as this process may use cores.
   * The tfjs engines and the GPU's choose for themselves.
   */
  readonly threads?: number
  /**
   * Whether idle threads of `onnx:cpu` wait by spinning: faster alone, very slow where other work shares the cores. By
   * default what the environment variable VSC_SPINNING (1 or 0) says, or true where the cores are idle as the engine starts.
   */
  readonly spinning?: boolean
  /** Writes a trace of every operator that an `onnx` engine runs, one file a program as it is disposed: the beginning of their paths. */
  readonly profile?: string
}

/** Makes what runs programs under this name, or throws the reason why it is not available on this machine. */
export async function startRuntime({ name = 'auto', ...options }: EngineOptions, machine: Machine): Promise<Runtime> {
  switch (name) {
    case 'auto':
      return startFastest(options, machine)
    case 'onnx':
    case 'onnx:cpu':
      return onnxOnHost('onnx:cpu', processorOf(machine), await sessionOptions('cpu', options, machine))
    case 'onnx:cuda':
      return onnxOnHost(name, deviceOf(name, await findCuda(machine)), await sessionOptions('cuda', options, machine))
    case 'onnx:webgpu':
      return onnxOnDevice(
        name,
        deviceOf(name, await findWebGpu(machine)),
        await sessionOptions('webgpu', options, machine),
      )
    default:
      return eager(name, machine)
  }
}

/**
 * `auto`: the first of these that is available. A software adapter is taken only where it is asked for by name. Where it comes to
 * TensorFlow.js without ONNX Runtime, a warning of the process says why, and what to install.
 */
async function startFastest(options: EngineOptions, machine: Machine): Promise<Runtime> {
  for (const name of ['tfjs:node-gpu', 'onnx:cuda', 'onnx:webgpu', 'onnx:cpu', 'tfjs:node'] as const) {
    if (name === 'onnx:webgpu' && !(await hasHardwareWebGpu(machine))) continue
    try {
      return await startRuntime({ ...options, name }, machine)
    } catch (error) {
      if (!(error instanceof EngineError && error.code === 'ENGINE_UNAVAILABLE')) throw error
      if (name === 'onnx:cpu') {
        process.emitWarning(`${error.message}. Meanwhile TensorFlow.js computes, many times slower`, {
          code: 'VSC_SLOW_ENGINE',
        })
      }
    }
  }
  return startRuntime({ ...options, name: 'tfjs:cpu' }, machine)
}

function processorOf(machine: Machine): string {
  const runtime = machine.onnxRuntime()
  if (!runtime.available) throw refusal('onnx:cpu', runtime)
  return machine.processor
}

function deviceOf(name: string, found: Availability): string {
  if (found.available) return found.device
  throw refusal(name, found)
}

async function eager(name: EagerEngineName, machine: Machine): Promise<Runtime> {
  const { backend, device } = await prepareBackend(name, machine)
  return {
    name,
    device,
    program: (definition) => createEagerProgram(backend, definition),
    training: (definition) => createEagerTraining(backend, definition),
  }
}

/** State and Adam in the memory of the host, which ONNX Runtime reads and writes in place. */
async function onnxOnHost(name: string, device: string, options: SessionOptions): Promise<Runtime> {
  const { createOnnxProgram } = await import('./onnx/program.js')
  const { createOnnxTraining } = await import('./onnx/training.js')
  const { threads } = options
  return {
    name,
    device: options.provider === 'cpu' ? `${device}, ${threads} ${threads === 1 ? 'thread' : 'threads'}` : device,
    program: (definition) => createOnnxProgram(definition, options),
    training: (definition) => createOnnxTraining(definition, options),
  }
}

/** State and Adam on the device. */
async function onnxOnDevice(name: string, device: string, options: SessionOptions): Promise<Runtime> {
  const { createDeviceProgram } = await import('./device/program.js')
  const { createDeviceTraining } = await import('./device/training.js')
  return {
    name,
    device,
    program: (definition) => createDeviceProgram(definition, options),
    training: (definition) => createDeviceTraining(definition, options),
  }
}

async function sessionOptions(
  provider: SessionOptions['provider'],
  { profile, ...asked }: EngineOptions,
  machine: Machine,
): Promise<SessionOptions> {
  const threads = await chooseThreads(asked, machine)
  return { ort: loadOnnxRuntime(), provider, ...threads, ...(profile !== undefined && { profile }) }
}
