/// <reference lib="dom" />
import { refusal, unavailable } from '../availability/availability.js'
import type { Runtime } from '../checked-engine.js'
import { createOnnxProgram } from '../onnx/program.js'
import type { SessionOptions } from '../onnx/session.js'
import { createOnnxTraining } from '../onnx/training.js'

/** What is used of onnxruntime-web: the interface of ONNX Runtime for Node.js, and where its parts are. */
type OrtWeb = SessionOptions['ort'] & {
  readonly env: { readonly wasm: { numThreads?: number; wasmPaths?: string | { mjs?: string; wasm?: string } } }
}

/** How the page brings ONNX Runtime. */
export interface OnnxOptions {
  /** Loads ONNX Runtime when it is wanted: `() => import('onnxruntime-web/wasm')`, of version 1.30. */
  readonly onnxRuntime?: () => Promise<unknown>
  /**
   * Threads of `onnx:wasm`. By default one for every two cores, four at most, in a page that is isolated from others
   * (`crossOriginIsolated`); one elsewhere, where browsers allow no more.
   */
  readonly threads?: number
}

/** The names of the two files that ONNX Runtime is made of. */
const files = { mjs: 'ort-wasm-simd-threaded.mjs', wasm: 'ort-wasm-simd-threaded.wasm' } as const

/**
 * The traced engine on ONNX Runtime in WebAssembly: a step is one graph, and Adam a pass over the parameters where they lie.
 *
 * @throws EngineError ENGINE_UNAVAILABLE where the page does not bring ONNX Runtime, or it does not load
 */
export async function startOnnx({
  onnxRuntime,
  threads = usableThreads(),
  wasmPaths,
}: OnnxOptions & { readonly wasmPaths?: string | Readonly<Record<string, string>> }): Promise<Runtime> {
  const name = 'onnx:wasm'
  if (onnxRuntime === undefined) {
    throw refusal(
      name,
      unavailable(
        'the page does not bring ONNX Runtime',
        "Let it be loaded: onnxRuntime: () => import('onnxruntime-web/wasm')",
      ),
    )
  }
  try {
    await import('@tensorflow/tfjs-backend-cpu') // whose kernels are those that are traced, and compute constants meanwhile
    const runtime = (await onnxRuntime()) as OrtWeb
    runtime.env.wasm.numThreads = threads
    if (wasmPaths !== undefined) runtime.env.wasm.wasmPaths = pathsOf(wasmPaths)
    const options = { ort: runtime, provider: 'wasm', threads, spinning: false } as const
    await tryOut(options)
    return {
      name,
      device: `WebAssembly, ${threads} ${threads === 1 ? 'thread' : 'threads'}`,
      program: (definition) => createOnnxProgram(definition, options),
      training: (definition) => createOnnxTraining(definition, options),
    }
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split('\n')[0] : cause
    throw refusal(
      name,
      unavailable(
        `ONNX Runtime does not load: ${reason}`,
        `Serve ${files.wasm} of onnxruntime-web/dist beside the script, or say by \`wasmPaths\` where it is`,
      ),
      cause,
    )
  }
}

/** ONNX Runtime loads its files with the first graph. */
async function tryOut(options: SessionOptions): Promise<void> {
  const program = await createOnnxProgram(
    { name: 'a trial', inputs: { x: { shape: [1] } }, body: (_, { x }) => ({ outputs: { y: x!.neg() } }) },
    options,
  )
  await program.step({ x: Float32Array.of(1) })
  await program.dispose()
}

function pathsOf(paths: string | Readonly<Record<string, string>>): string | { mjs?: string; wasm?: string } {
  if (typeof paths === 'string') return paths
  return {
    ...(paths[files.mjs] !== undefined && { mjs: paths[files.mjs] }),
    ...(paths[files.wasm] !== undefined && { wasm: paths[files.wasm] }),
  }
}

/** A core may be half of one, and the page needs some of them itself. */
function usableThreads(): number {
  if (globalThis.crossOriginIsolated !== true) return 1
  return Math.min(4, Math.ceil((globalThis.navigator?.hardwareConcurrency ?? 1) / 2))
}
