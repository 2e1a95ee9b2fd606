import * as tf from '@tensorflow/tfjs-core'
import { checkedEngine } from '../checked-engine.js'
import { createEagerProgram } from '../eager/program.js'
import { createEagerTraining } from '../eager/training.js'
import { EngineError } from '../errors.js'
import type { Engine } from '../program.js'
import { registerGradients } from '../tensorflow/gradients.js'
import { type BackendOptions, findBackend, isBrought, startBackend, type WebBackend, webBackends } from './backends.js'
import { type OnnxOptions, startOnnx } from './onnx.js'

/** The engines that a page can ask for by name; `auto` is the fastest that the page brings and this browser can run. */
export const engineNames = ['auto', 'tfjs:webgpu', 'tfjs:webgl', 'onnx:wasm', 'tfjs:wasm', 'tfjs:cpu'] as const

/** The names of engines in a page, and `auto`. */
export type EngineName = (typeof engineNames)[number]

/** Which engine is made, and how the page brings what it computes with. */
export interface EngineOptions extends BackendOptions, OnnxOptions {
  /** `auto` by default. */
  readonly name?: EngineName
}

/**
 * Makes an engine ready in a page or a worker. It takes the same programs as those of Node.js: `onnx:wasm` traces them into ONNX
 * Runtime, the others run them op by op on a backend of TensorFlow.js.
 *
 * `auto` takes the first of WebGPU, WebGL, ONNX Runtime, WebAssembly and plain JavaScript that the page brings and that runs here; a
 * graphics card that a processor only acts as is taken where it is asked for by name alone.
 *
 * @throws EngineError NO_SUCH_ENGINE for an unknown name, ENGINE_UNAVAILABLE where the engine cannot run here, saying why and what to do
 * @example
 * const engine = await createEngine() // without more, plain JavaScript
 * const square = await engine.program({ inputs: { x: { shape: [3] } }, body: (_, { x }) => ({ outputs: { y: x.square() } }) })
 * const { y } = await square.step({ x: Float32Array.of(1, 2, 3) })
 */
export async function createEngine(options: EngineOptions = {}): Promise<Engine> {
  const { name = 'auto' } = options
  if (!engineNames.includes(name)) {
    throw new EngineError(
      'NO_SUCH_ENGINE',
      `there is no engine '${name}' in a page; there are ${engineNames.join(', ')}`,
    )
  }
  registerGradients(tf)
  return name === 'auto' ? startFastest(options) : start(name, options)
}

/** Those that `auto` tries, one after another. */
const engines = engineNames.filter((name) => name !== 'auto')

async function startFastest(options: EngineOptions): Promise<Engine> {
  const reasons: string[] = []
  for (const name of engines) {
    const backend = backendOf(name)
    const brought = backend === undefined ? options.onnxRuntime !== undefined : isBrought(backend, options)
    if (!brought || (backend && (await findBackend(backend)).software)) continue
    try {
      return await start(name, options)
    } catch (error) {
      if (!(error instanceof EngineError && error.code === 'ENGINE_UNAVAILABLE')) throw error
      reasons.push(error.message)
    }
  }
  throw new EngineError('ENGINE_UNAVAILABLE', `no engine can start in this page: ${reasons.join('; ')}`)
}

type StartedName = Exclude<EngineName, 'auto'>

async function start(name: StartedName, options: EngineOptions): Promise<Engine> {
  const backend = backendOf(name)
  if (backend === undefined) return checkedEngine(await startOnnx(options))
  const device = await startBackend(backend, options)
  return checkedEngine({
    name,
    device,
    program: (definition) => createEagerProgram(backend, definition),
    training: (definition) => createEagerTraining(backend, definition),
  })
}

/** The backend of TensorFlow.js that an engine is. */
const backendOf = (name: StartedName): WebBackend | undefined =>
  webBackends.find((backend) => name === `tfjs:${backend}`)
