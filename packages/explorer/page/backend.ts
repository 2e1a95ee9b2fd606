import { env, getKernel, setBackend } from '@tensorflow/tfjs-core'

/** What decodes in this page, and how long one code takes it. */
export interface Backend {
  readonly name: 'cpu' | 'webgl'
  /** Milliseconds. */
  readonly time: number
  /** Why it is not the graphics card, where that would have been better. */
  readonly note?: string
}

/** Half a frame: what takes no longer needs no graphics card, from which numbers come back with a delay. */
const quick = 8

/**
 * Plain JavaScript where that decodes within half a frame; otherwise WebGL, where there is one that is exact to float32 and it is
 * quicker.
 *
 * @param kernels those that the model's programs call
 * @param decode decodes one code
 * @param forced the one to use whatever the times are
 */
export async function chooseBackend({
  kernels,
  decode,
  forced,
}: {
  readonly kernels: readonly string[]
  readonly decode: () => void
  readonly forced?: string | null
}): Promise<Backend> {
  await setBackend('cpu')
  const plain = { name: 'cpu', time: timed(decode) } as const
  if (forced === 'cpu' || (plain.time <= quick && forced !== 'webgl')) return plain
  const missing = await webglProblem(kernels)
  if (missing === undefined) {
    const graphics = { name: 'webgl', time: timed(decode) } as const
    if (forced === 'webgl' || graphics.time < plain.time) return graphics
  }
  await setBackend('cpu')
  return missing === undefined ? plain : { ...plain, note: missing }
}

/** Switches to WebGL; says why not where it cannot. */
async function webglProblem(kernels: readonly string[]): Promise<string | undefined> {
  const works = await setBackend('webgl').catch(() => false)
  if (!works) return 'this browser has no WebGL'
  if (!env().getBool('WEBGL_RENDER_FLOAT32_ENABLED')) return 'its WebGL does not compute in 32 bits'
  const unknown = kernels.find((kernel) => !getKernel(kernel, 'webgl'))
  return unknown && `TensorFlow.js has no ${unknown} for WebGL`
}

/** The shortest of a few times, after one that prepares. */
function timed(work: () => void): number {
  work()
  const times = Array.from({ length: 3 }, () => {
    const start = performance.now()
    work()
    return performance.now() - start
  })
  return Math.min(...times)
}
