/** Measures how fast steps follow each other. */
export interface RateMeter {
  /** To be called after every step. Returns steps per second. */
  tick(): number
}

const memory = 10 // seconds after which a step counts 1/e of the newest

/** A rate that follows changes: steps over time, both forgotten exponentially with their age. */
export function createRateMeter(now: () => number = () => performance.now() / 1000): RateMeter {
  let last = now()
  let steps = 0
  let seconds = 0
  return {
    tick() {
      const elapsed = now() - last
      last += elapsed
      const decay = Math.exp(-elapsed / memory)
      steps = steps * decay + 1
      seconds = seconds * decay + elapsed
      return steps / seconds
    },
  }
}
