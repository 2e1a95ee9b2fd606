import { EngineError } from './errors.js'

/** Lets one call at a time into something that can be disposed. */
export function createLifecycle(name: string) {
  let stepping = false
  let disposed = false
  const refuseStepping = () => {
    if (!stepping) return
    throw new EngineError('UNSUPPORTED', `${name} is in the middle of a step: await it before calling anything else`)
  }
  /** Refuses a call after the end, or in the middle of a step. */
  const check = () => {
    if (disposed) throw new EngineError('DISPOSED', `${name} was disposed and can do nothing any more; make a new one`)
    refuseStepping()
  }
  return {
    check,
    async step<T>(work: () => Promise<T>): Promise<T> {
      check()
      stepping = true
      try {
        return await work()
      } finally {
        stepping = false
      }
    },
    /** Frees what was held, the first time. */
    async end(free: () => void | Promise<void>): Promise<void> {
      refuseStepping()
      if (disposed) return
      disposed = true
      await free()
    },
  }
}
