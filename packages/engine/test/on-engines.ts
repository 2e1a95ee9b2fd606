import { describe } from 'vitest'
import { thisMachine } from '../src/availability/machine.js'
import { findWebGpu } from '../src/availability/webgpu.js'
import type { EngineName } from '../src/runtime.js'

const webGpu = await findWebGpu(thisMachine())

/** A software adapter compiles the programs of a GPU, a second each, the first time that it meets them. */
const GPU_TIMEOUT = 300_000

/** Describes what must hold on each of these engines. WebGPU is skipped where there is no adapter for it, saying why. */
export function onEngines<Name extends EngineName>(
  names: readonly Name[],
  what: string,
  tests: (name: Name) => void,
): void {
  for (const name of names) {
    const skipped = name === 'onnx:webgpu' && !webGpu.available
    const options = name === 'onnx:webgpu' ? { timeout: GPU_TIMEOUT } : {}
    describe.skipIf(skipped)(`${what} on ${name}${skipped ? ` (${webGpu.reason})` : ''}`, options, () => tests(name))
  }
}

/** One of each kind. */
export const everyEngine = ['onnx:cpu', 'onnx:webgpu', 'tfjs:cpu', 'tfjs:wasm'] as const
