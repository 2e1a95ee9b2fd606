import { execFile } from 'node:child_process'
import { createGraphBuilder } from '../graph/graph.js'
import { encodeOnnx } from '../onnx/encode.js'
import { findOnnxRuntime } from '../onnx/onnx-runtime.js'
import type { Provider } from '../onnx/provider.js'

/** What became of computing one number with a provider of ONNX Runtime. */
export interface ProviderTrial {
  readonly worked: boolean
  /** All that was printed, by ONNX Runtime, the graphics driver's loader and the driver. */
  readonly output: string
}

/** After this long a GPU counts as one that does not work. */
const LIMIT_MS = 60_000

/** Runs in a process of its own: a driver that is broken may crash, and drivers print messages of their own. */
const program = `
const [runtime, model, provider] = process.argv.slice(1)
const ort = require(runtime)
ort.env.logLevel = 'info'
ort.InferenceSession.create(Buffer.from(model, 'base64'), { executionProviders: [provider], logSeverityLevel: 3 })
  .then((session) => session.run({ x: new ort.Tensor('float32', [2], []) }))
  .then(({ y }) => { if (y.data[0] !== -2) throw new Error('the negative of 2 came out as ' + y.data[0]) })
  .then(() => process.exit(0), (error) => { console.error(error.message); process.exit(1) })
`

/** Computes the negative of 2 with a provider, in a child process. */
export async function tryProvider(provider: Provider): Promise<ProviderTrial> {
  const runtime = findOnnxRuntime()
  if (!runtime.available) return { worked: false, output: runtime.reason }
  const model = Buffer.from(encodeOnnx(negation())).toString('base64')
  // The loader of Vulkan drivers then names the adapters it finds, and the one that is used.
  const env = { ...process.env, VK_LOADER_DEBUG: 'driver' }
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['-e', program, runtime.folder, model, provider],
      { env, timeout: LIMIT_MS, maxBuffer: 1 << 26 },
      (error, stdout, stderr) => {
        const end = error?.killed
          ? `gave no answer in ${LIMIT_MS / 1000} s`
          : error?.signal && `ended by ${error.signal}`
        resolve({ worked: error === null, output: `${stdout}${stderr}${end ?? ''}` })
      },
    )
  })
}

function negation() {
  const builder = createGraphBuilder()
  const x = builder.input('x', { shape: [] })
  const [y] = builder.node({ op: 'Neg', inputs: [x], outputs: [{ shape: [], dtype: 'float32' }] })
  return { inputs: [x], outputs: { y: y! } }
}
