// node --import slow-steps.ts ...: every training step blocks the process for STEP_MS more milliseconds, as a large model's does.
import { syncBuiltinESMExports } from 'node:module'
import timers from 'node:timers/promises'

const { setImmediate: original } = timers
const never = new Int32Array(new SharedArrayBuffer(4))

/** The training loop gives way by this after every step. */
timers.setImmediate = <T>(value?: T) => {
  Atomics.wait(never, 0, 0, Number(process.env.STEP_MS))
  return original(value)
}
syncBuiltinESMExports()
