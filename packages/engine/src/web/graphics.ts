// For the types of canvases.
/// <reference lib="dom" />
import { type Availability, unavailable } from '../availability/availability.js'

/** A graphics card that a page can compute on, or why it has none. */
export type Graphics = Availability & {
  /** Whether a processor only acts as one: slower than WebAssembly, so that it is taken only where it is asked for by name. */
  readonly software?: boolean
}

/** What is used of WebGPU, which TypeScript's library of the DOM does not have. */
interface Gpu {
  requestAdapter(options: object): Promise<GpuAdapter | null>
}
interface GpuAdapter {
  readonly isFallbackAdapter?: boolean
  readonly info?: {
    readonly vendor?: string
    readonly architecture?: string
    readonly description?: string
    readonly isFallbackAdapter?: boolean
  }
}

const softwareNames = /swiftshader|llvmpipe|softpipe|lavapipe|software|basic render/i

/** What WebGPU finds here. */
export async function findWebGpu(): Promise<Graphics> {
  const { gpu } = (globalThis.navigator ?? {}) as { readonly gpu?: Gpu }
  if (gpu === undefined)
    return unavailable('this browser has no WebGPU, or not for pages loaded like this one', 'Use tfjs:webgl')
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' }).catch(() => null)
  if (adapter === null) return unavailable('WebGPU finds no graphics card that it can use', 'Use tfjs:webgl')
  const { vendor = '', architecture = '', description = '', isFallbackAdapter } = adapter.info ?? {}
  const name = description || [vendor, architecture].filter(Boolean).join(' ') || 'a graphics card'
  return {
    available: true,
    device: `${name}, WebGPU`,
    software: isFallbackAdapter ?? adapter.isFallbackAdapter ?? softwareNames.test(`${name} ${architecture}`),
  }
}

/** What WebGL finds here. */
export function findWebGl(): Graphics {
  const gl = context()
  if (!gl) return unavailable('this browser has no WebGL, or it is switched off', 'Use tfjs:wasm')
  const names = gl.getExtension('WEBGL_debug_renderer_info')
  const name = String(gl.getParameter(names?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER))
  gl.getExtension('WEBGL_lose_context')?.loseContext() // browsers allow few of them
  return { available: true, device: `${name}, WebGL`, software: softwareNames.test(name) }
}

/** A context of its own, in a page or in a worker. */
function context(): WebGL2RenderingContext | WebGLRenderingContext | null {
  if (typeof OffscreenCanvas !== 'undefined') {
    const gl = new OffscreenCanvas(1, 1).getContext('webgl2')
    if (gl) return gl
  }
  if (typeof document === 'undefined') return null
  const canvas = document.createElement('canvas')
  return canvas.getContext('webgl2') ?? canvas.getContext('webgl')
}
