import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import type * as Ort from 'onnxruntime-node'
import { refusal, type Unavailable, unavailable } from '../availability/availability.js'

/** ONNX Runtime, loaded. */
export interface OnnxRuntime {
  readonly available: true
  /** The module that it came from, and its version. */
  readonly module: string
  readonly version: string
  /** Where that module is installed. */
  readonly folder: string
  readonly ort: typeof Ort
}

/** How state is written in place was tried with these versions alone. */
const isKnown = (version: string) => version.startsWith('1.30.')

/** The module that a person may add, and that alone has CUDA. */
export const FULL_MODULE = 'onnxruntime-node'

/** Where there are binaries of ONNX Runtime for Node.js. */
const platforms = ['darwin-arm64', 'linux-arm64', 'linux-x64', 'win32-arm64', 'win32-x64']
const platform = `${process.platform}-${process.arch}`

/** The same files for one platform, which come with this package: nothing for others, and nothing that is downloaded. */
const platformModule = `@vsc/onnxruntime-${platform}`

const require = createRequire(import.meta.url)

let found: OnnxRuntime | Unavailable | undefined

/** Loads ONNX Runtime from a project's own onnxruntime-node, or from the package for this platform; or says why it cannot. */
export function findOnnxRuntime(): OnnxRuntime | Unavailable {
  found ??= findAmong([FULL_MODULE, platformModule])
  return found
}

/** @throws EngineError ENGINE_UNAVAILABLE where ONNX Runtime is not installed or does not load */
export function loadOnnxRuntime(): typeof Ort {
  const runtime = findOnnxRuntime()
  if (runtime.available) return runtime.ort
  throw refusal('onnx', runtime)
}

/** The first of these modules that loads. */
export function findAmong(modules: readonly string[]): OnnxRuntime | Unavailable {
  const reasons: string[] = []
  for (const module of modules) {
    const manifest = manifestOf(module)
    if (manifest === undefined) continue
    const { version } = require(manifest) as { version: string }
    if (!isKnown(version)) {
      reasons.push(`${module} is ${version}, and this package runs on 1.30`)
      continue
    }
    try {
      return { available: true, module, version, folder: dirname(manifest), ort: require(module) as typeof Ort }
    } catch (cause) {
      reasons.push(`${module} does not load: ${cause instanceof Error ? cause.message.split('\n')[0] : cause}`)
    }
  }
  if (!platforms.includes(platform)) {
    return unavailable(`ONNX Runtime for Node.js has no binaries for ${platform}`, 'Use an engine of TensorFlow.js')
  }
  return unavailable(
    reasons.join('; ') || `ONNX Runtime is not installed (${modules.at(-1)})`,
    `npm install ${platformModule}; or npm install ${FULL_MODULE}@1.30 --onnxruntime-node-install=skip`,
  )
}

function manifestOf(module: string): string | undefined {
  try {
    return require.resolve(`${module}/package.json`)
  } catch {
    return undefined
  }
}
