// node --import slow-steps.ts ...: every training step blocks the process for STEP_MS more milliseconds, as a large model's does.
const { setImmediate: original } = globalThis
const never = new Int32Array(new SharedArrayBuffer(4))

/** The training loop gives way by this after every step, in next-task.ts; others that use it are left as they are. */
const slow = (callback: (...args: unknown[]) => void, ...args: unknown[]) => {
  if (new Error().stack?.includes('next-task')) Atomics.wait(never, 0, 0, Number(process.env.STEP_MS))
  return original(callback, ...args)
}
globalThis.setImmediate = Object.assign(slow, original)
