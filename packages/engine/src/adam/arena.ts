// For the types of WebAssembly, which Node.js has and its type package leaves to the DOM.
/// <reference lib="dom" />
import { EngineError } from '../errors.js'
import { mapRecord } from '../record.js'
import { type NamedTensors, sizeOf } from '../tensor.js'
import type { AdamPace, AdamSettings } from './adam.js'
import { adamKernel } from './adam-kernel.js'

const PAGE = 65536
/** Arrays start where a cache line does. */
const LINE = 64

interface Kernel {
  sumOfSquares(g: number, bytes: number): number
  adam(...args: [w: number, m: number, v: number, g: number, bytes: number, ...hyperparameters: number[]]): number
}

/**
 * Parameters, Adam's moments and gradients in one WebAssembly memory, where the update kernel passes over them in place. The
 * arrays are views of that memory: ONNX Runtime reads the parameters and writes the gradients there without a copy.
 */
export interface Arena {
  readonly parameters: NamedTensors<Float32Array>
  readonly firstMoment: NamedTensors<Float32Array>
  readonly secondMoment: NamedTensors<Float32Array>
  readonly gradients: NamedTensors<Float32Array>
  /** Euclidean norm of all gradients together; not finite when one of them is not. */
  gradientNorm(): number
  /** One update. Returns the gradient norm, which the same pass finds. */
  update(pace: AdamPace): number
}

export function createArena(parameters: NamedTensors<Float32Array>, adam: AdamSettings): Arena {
  const offsets: Record<string, number> = {}
  let bytes = 0
  for (const [name, { shape }] of Object.entries(parameters)) {
    offsets[name] = bytes
    bytes += Math.ceil((sizeOf(shape) * 4) / LINE) * LINE
  }
  const pages = Math.max(1, Math.ceil((4 * bytes) / PAGE))
  // One page less than WebAssembly can address, so that the end of the last array can be written in 32 bits.
  if (pages > 65535) {
    const count = Object.values(parameters).reduce((sum, { shape }) => sum + sizeOf(shape), 0)
    throw new EngineError(
      'UNSUPPORTED',
      `a model of ${count} parameters needs more than the 4 GiB this engine can update in place (about 268 million); train it on a tfjs engine`,
    )
  }
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages })
  const module = new WebAssembly.Module(Uint8Array.from(atob(adamKernel), (character) => character.charCodeAt(0)))
  const kernel = new WebAssembly.Instance(module, { host: { memory } }).exports as unknown as Kernel

  const [w, m, v, g] = [0, bytes, 2 * bytes, 3 * bytes] as const
  // Of the parameters given the shapes alone are held on to: their numbers may be forgotten once they are copied.
  const shapes = mapRecord(parameters, ({ shape }) => shape)
  const views = (base: number) =>
    mapRecord(shapes, (shape, name) => ({
      shape,
      data: new Float32Array(memory.buffer, base + offsets[name]!, sizeOf(shape)),
    }))
  const arrays = { parameters: views(w), firstMoment: views(m), secondMoment: views(v), gradients: views(g) }
  for (const [name, { data }] of Object.entries(parameters)) arrays.parameters[name]!.data.set(data)

  const { beta1, beta2, epsilon } = adam
  const decays = [beta1, 1 - beta1, beta2, 1 - beta2, epsilon]
  return {
    ...arrays,
    gradientNorm: () => Math.sqrt(kernel.sumOfSquares(g, bytes)),
    update: ({ stepSize, rootScale, gradientScale }) =>
      Math.sqrt(kernel.adam(w, m, v, g, bytes, ...decays, stepSize, rootScale, gradientScale)),
  }
}
