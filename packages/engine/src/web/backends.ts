import * as tf from '@tensorflow/tfjs-core'
import { refusal, type Unavailable, unavailable } from '../availability/availability.js'
import { findWebGl, findWebGpu, type Graphics } from './graphics.js'

/** The backends of TensorFlow.js that run in a page, by their names there, the fastest first. */
export const webBackends = ['webgpu', 'webgl', 'wasm', 'cpu'] as const

/** A backend of TensorFlow.js that runs in a page. */
export type WebBackend = (typeof webBackends)[number]

/** How the page brings its backends. */
export interface BackendOptions {
  /**
   * Loads a backend when it is wanted: `{ webgl: () => import('@tensorflow/tfjs-backend-webgl') }`. One that the page has imported itself
   * needs no loader, nor does `cpu`, which every page has.
   */
  readonly backends?: Readonly<Partial<Record<WebBackend, () => Promise<unknown>>>>
  /**
   * Where the files of WebAssembly are served that @tensorflow/tfjs-backend-wasm and onnxruntime-web have in their folders `dist`: the
   * path of their folder, with a slash at its end, or that of each by its name. By default beside the script. For those that are loaded by
   * the engine; a page that imports the backend of TensorFlow.js itself calls its `setWasmPaths`.
   */
  readonly wasmPaths?: string | Readonly<Record<string, string>>
}

interface WasmModule {
  setWasmPaths(paths: string | Readonly<Record<string, string>>): void
  getThreadsCount?(): number
}

/** What this browser offers of a backend, before anything is loaded. */
export async function findBackend(backend: WebBackend): Promise<Graphics> {
  switch (backend) {
    case 'webgpu':
      return findWebGpu()
    case 'webgl':
      return findWebGl()
    case 'wasm':
      return typeof WebAssembly === 'object'
        ? { available: true, device: 'WebAssembly' }
        : unavailable('this browser has no WebAssembly, or the page forbids it', 'Use tfjs:cpu')
    case 'cpu':
      return { available: true, device: 'plain JavaScript' }
  }
}

/** Whether the page brings a backend, loaded or to be loaded. */
export const isBrought = (backend: WebBackend, options: BackendOptions): boolean =>
  loaderOf(backend, options) !== undefined || backend in tf.engine().registryFactory

function loaderOf(backend: WebBackend, { backends = {} }: BackendOptions): (() => Promise<unknown>) | undefined {
  return backends[backend] ?? (backend === 'cpu' ? () => import('@tensorflow/tfjs-backend-cpu') : undefined)
}

/**
 * Makes a backend ready, and tells what it runs on. The one that was chosen before stays chosen.
 *
 * @throws EngineError ENGINE_UNAVAILABLE where this browser or this page does not have it
 */
export async function startBackend(backend: WebBackend, options: BackendOptions): Promise<string> {
  const name = `tfjs:${backend}`
  const found = await findBackend(backend)
  if (!found.available) throw refusal(name, found)
  const module = await load(backend, options)
  const previous = tf.getBackend()
  try {
    const started = await tf.setBackend(backend).catch(() => false)
    if (!started) throw refusal(name, notStarted(backend))
  } finally {
    if (previous) await tf.setBackend(previous)
  }
  return backend === 'wasm' ? threadsOf(module) : found.device
}

async function load(backend: WebBackend, options: BackendOptions): Promise<unknown> {
  const name = `tfjs:${backend}`
  const loader = loaderOf(backend, options)
  if (loader === undefined) {
    if (backend in tf.engine().registryFactory) return undefined
    throw refusal(
      name,
      unavailable(
        `the page does not bring this backend of TensorFlow.js`,
        `Import @tensorflow/tfjs-backend-${backend}, or let it be loaded: backends: { ${backend}: () => import('@tensorflow/tfjs-backend-${backend}') }`,
      ),
    )
  }
  try {
    const module = await loader()
    const { wasmPaths } = options
    if (backend === 'wasm' && wasmPaths !== undefined) (module as WasmModule).setWasmPaths(wasmPaths)
    return module
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split('\n')[0] : cause
    throw refusal(name, unavailable(`its module does not load: ${reason}`, 'See that the page serves it'), cause)
  }
}

function notStarted(backend: WebBackend): Unavailable {
  return backend === 'wasm'
    ? unavailable(
        'TensorFlow.js cannot load its .wasm files',
        'Serve those of @tensorflow/tfjs-backend-wasm/dist beside the script, or say by `wasmPaths` where they are',
      )
    : unavailable(`TensorFlow.js could not initialise its backend '${backend}'`, 'Use tfjs:wasm or tfjs:cpu')
}

/** How many threads a backend has is known once it runs. */
function threadsOf(module: unknown): string {
  try {
    const threads = (module as WasmModule | undefined)?.getThreadsCount?.() ?? 1
    return threads > 1 ? `WebAssembly, ${threads} threads` : 'WebAssembly'
  } catch {
    return 'WebAssembly' // one without threads refuses to say how many
  }
}
