/** Measures how fast steps follow each other. */
export interface RateMeter {
  /** To be called after every step. Returns steps per second. */
  tick(): number
}

const memory = 10 // seconds after which a step counts 1/e of the newest

/** Longer than this, and many times longer than a step takes, the process was stopped or the machine asleep: not the step's doing. */
const pause = { seconds: 10, steps: 30 }

/** A rate that follows changes: steps over time, both forgotten exponentially with their age. Pauses of the process do not count. */
export function createRateMeter(now: () => number = () => performance.now() / 1000): RateMeter {
  let last = now()
  let steps = 0
  let seconds = 0
  return {
    tick() {
      const passed = now() - last
      last += passed
      const paused = steps > 2 && passed > Math.max(pause.seconds, (pause.steps * seconds) / steps)
      const elapsed = paused ? seconds / steps : passed
      const decay = Math.exp(-elapsed / memory)
      steps = steps * decay + 1
      seconds = seconds * decay + elapsed
      return steps / seconds
    },
  }
}
