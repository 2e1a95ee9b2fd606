import { createEngine, type EngineName } from '@vsc/engine/web'
import { standardSizes } from './step-size.js'
import { takeSteps } from './take-steps.js'

// The half of `bench/browser.ts` that runs in the page.

/** What a step took in the page. */
export interface PageTiming {
  readonly device: string
  /** Of each step after the first ones, in their order. */
  readonly milliseconds: readonly number[]
  readonly isolated: boolean
}

/** Tells the program outside that from now on steps count. */
declare const mark: () => void

/** The small standard step of VSC on an engine, for so many seconds. */
async function timeEngine(name: EngineName, seconds: number, threads: number | undefined): Promise<PageTiming> {
  const engine = await createEngine({
    name,
    backends: {
      webgpu: () => import('@tensorflow/tfjs-backend-webgpu'),
      webgl: () => import('@tensorflow/tfjs-backend-webgl'),
      wasm: () => import('@tensorflow/tfjs-backend-wasm'),
      cpu: () => import('@tensorflow/tfjs-backend-cpu'),
    },
    onnxRuntime: () => import('onnxruntime-web/wasm'),
    wasmPaths: `${location.origin}/wasm/`,
    ...(threads !== undefined && { threads }),
  })
  const milliseconds: number[] = []
  const stop = new AbortController()
  let last = performance.now()
  const end = last + 1000 * seconds
  await takeSteps(
    engine,
    { model: 'vsc', ...standardSizes[1] },
    {
      signal: stop.signal,
      onStep: (iteration) => {
        const now = performance.now()
        if (iteration === warmUp) mark()
        if (iteration > warmUp) milliseconds.push(now - last)
        last = now
        if (now > end && milliseconds.length >= fewest) stop.abort()
      },
    },
  )
  return { device: engine.device, milliseconds, isolated: crossOriginIsolated }
}

/** Steps in which shaders are compiled and code becomes fast. */
const warmUp = 3
const fewest = 5

Object.assign(globalThis, { timeEngine })
