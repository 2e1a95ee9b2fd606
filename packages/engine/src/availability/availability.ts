import { EngineError } from '../errors.js'

/** What an engine runs on here, or why it cannot run here. */
export type Availability = Available | Unavailable

export interface Available {
  readonly available: true
  /** A description to be read: `NVIDIA H200, WebGPU`. */
  readonly device: string
}

export interface Unavailable {
  readonly available: false
  readonly reason: string
  /** What to install or to do. */
  readonly advice: string
}

export const unavailable = (reason: string, advice: string): Unavailable => ({ available: false, reason, advice })

/** How to let a module's install script run. pnpm runs none that is not allowed; others may have been told to run none. */
export const allowScript = (module: string): string =>
  `npm rebuild ${module}, or with pnpm set ${module} to true under allowBuilds and run pnpm rebuild ${module}`

/** The error where this engine is asked for by name. */
export function refusal(name: string, { reason, advice }: Unavailable, cause?: unknown): EngineError {
  return new EngineError('ENGINE_UNAVAILABLE', `the engine ${name} cannot start: ${reason}. ${advice}`, { cause })
}
