import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-webgl'
import '@tensorflow/tfjs-backend-webgpu'
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm'
import binary from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url&inline'
import { env } from '@tensorflow/tfjs-core'
import { createEngine, type Engine, type EngineName } from '@vsc/engine/web'
import type { Started } from './playground.js'

const binaries = ['tfjs-backend-wasm.wasm', 'tfjs-backend-wasm-simd.wasm', 'tfjs-backend-wasm-threaded-simd.wasm']

/**
 * Makes ready what computes in this browser: the fastest there is, or what is asked for by name.
 *
 * @param backend such as `webgl`; `onnx` is the traced engine
 * @param page the page's address
 * @throws Error where it cannot be had, saying why and what to do
 */
export async function startEngine(backend: string | null, page: string): Promise<Started> {
  if (backend === 'onnx') {
    const note = 'ONNX Runtime was loaded from beside the page; nothing else is asked for on the network.'
    return { engine: await startOnnxRuntime(page), note, isSlow: false }
  }
  // No file may be asked for: one binary is part of the program. Where it does not run, which is hardly anywhere, plain JavaScript does.
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', false)
  setWasmPaths(Object.fromEntries(binaries.map((name) => [name, binary])))
  const engine = await createEngine(backend === null ? {} : { name: `tfjs:${backend}` as EngineName })
  const isSlow = backend === null && !['tfjs:webgpu', 'tfjs:webgl'].includes(engine.name)
  const lack = 'There is no graphics card that this browser lets pages compute on; with one it would be quicker. '
  return { engine, note: `${isSlow ? lack : ''}Nothing is asked for on the network.`, isSlow }
}

/** The traced engine, whose binary is too large to be part of the page: it is fetched from beside it. */
async function startOnnxRuntime(page: string): Promise<Engine> {
  const ort = await import('onnxruntime-web/wasm')
  const answer = await fetch(new URL('onnx-runtime.bin', page)).catch(() => undefined)
  if (!answer?.ok || answer.body === null) {
    throw new Error(
      'ONNX Runtime is not beside it: open a page that is served with its onnx-runtime.bin, or leave out ?backend=onnx',
    )
  }
  const whole = answer.body.pipeThrough(new DecompressionStream('gzip'))
  ort.env.wasm.wasmBinary = await new Response(whole).arrayBuffer()
  return createEngine({ name: 'onnx:wasm', onnxRuntime: async () => ort })
}
