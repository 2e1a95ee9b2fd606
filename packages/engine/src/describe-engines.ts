import { createRequire } from 'node:module'
import { createEngine } from './engine.js'
import { EngineError } from './errors.js'
import { findOnnxRuntime } from './onnx/onnx-runtime.js'
import { type EngineName, engineNames } from './runtime.js'

/** What became of an attempt to start an engine on this machine. */
export interface EngineReport {
  readonly name: EngineName
  readonly available: boolean
  /** What it runs on; where it cannot run, why not and what to install. */
  readonly detail: string
  /** The package that computes, where it is installed, with its version: `onnxruntime-node 1.30.0`. */
  readonly version?: string
}

/**
 * Starts every engine there is, one after another, and tells which of them run here and why the others do not. `auto` and
 * `onnx` name the engine that they take.
 *
 * @example
 * for (const { name, available, detail } of await describeEngines()) console.log(name, available ? 'runs on' : 'cannot run:', detail)
 */
export async function describeEngines(): Promise<EngineReport[]> {
  const reports: EngineReport[] = []
  for (const name of engineNames) reports.push(await describeEngine(name))
  return reports
}

async function describeEngine(name: EngineName): Promise<EngineReport> {
  try {
    const engine = await createEngine({ name })
    const detail = engine.name === name ? engine.device : `${engine.name}, ${engine.device}`
    return { name, available: true, detail, ...versionOf(engine.name as EngineName) }
  } catch (error) {
    if (!(error instanceof EngineError)) throw error
    const detail = error.message.replace(`the engine ${name} cannot start: `, '')
    return { name, available: false, detail, ...versionOf(name) }
  }
}

const modules: Partial<Record<EngineName, string>> = {
  'tfjs:node-gpu': '@tensorflow/tfjs-node-gpu',
  'tfjs:node': '@tensorflow/tfjs-node',
  'tfjs:wasm': '@tensorflow/tfjs-backend-wasm',
  'tfjs:cpu': '@tensorflow/tfjs-backend-cpu',
}

function versionOf(name: EngineName): { readonly version?: string } {
  if (name.startsWith('onnx')) {
    const runtime = findOnnxRuntime()
    return runtime.available ? { version: `${runtime.module} ${runtime.version}` } : {}
  }
  const module = modules[name]
  if (module === undefined) return {}
  try {
    const { version } = createRequire(import.meta.url)(`${module}/package.json`) as { version: string }
    return { version: `${module} ${version}` }
  } catch {
    return {} // not installed, which the detail says
  }
}
