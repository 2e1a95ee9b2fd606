import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Plugin } from 'vite'

/** Binaries of ONNX Runtime are found from `onnxruntime-web`. */
const folder = dirname(createRequire(import.meta.url).resolve('onnxruntime-web/wasm'))

/** No page is there: what is looked for beside the program is handed to ONNX Runtime by the page. */
const nowhere = '"https://page.invalid/"'

/** Puts the binary of ONNX Runtime beside the page, packed, where it is fetched by those who ask for the traced engine. */
export function onnxRuntime(): Plugin {
  return {
    name: 'onnx-runtime',
    enforce: 'pre',
    transform: (code, id) =>
      id.includes('/onnxruntime-web/') ? code.replaceAll('import.meta.url', nowhere) : undefined,
    async generateBundle() {
      const binary = await readFile(join(folder, 'ort-wasm-simd-threaded.wasm'))
      const source = await promisify(gzip)(binary, { level: 9 })
      this.emitFile({ type: 'asset', fileName: 'onnx-runtime.bin', source })
    },
  }
}
