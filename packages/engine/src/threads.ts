import type { Machine } from './availability/machine.js'
import { EngineError } from './errors.js'
import type { Threads } from './onnx/session.js'

/** How much of a core others may use before threads that spin would be in their way, or they in the threads'. */
const TOLERANCE = 0.25

/**
 * What the options leave open the variables VSC_THREADS and VSC_SPINNING of the environment say, and what they leave open too the
 * machine: as many threads as this process may use cores, spinning where others leave that many idle just now.
 *
 * What others do at the moment does not change the number of threads, because the last digits of products depend on it: a run
 * would not be the same again. With cores shared, two threads that sleep were never slower than one.
 */
export async function chooseThreads(asked: Partial<Threads>, machine: Machine): Promise<Threads> {
  const { environment } = machine
  const threads = asked.threads ?? numberIn(environment.VSC_THREADS) ?? machine.cores
  if (!Number.isInteger(threads) || threads < 1) {
    const found = asked.threads === undefined ? `VSC_THREADS=${environment.VSC_THREADS}` : asked.threads
    throw new EngineError('WRONG_VALUE', `threads must be a whole number from 1 up, got ${found}`)
  }
  // a single thread has none to wait for
  const spinning =
    asked.spinning ?? flagIn(environment.VSC_SPINNING) ?? (threads > 1 && (await areFree(threads, machine)))
  return { threads, spinning }
}

const areFree = async (threads: number, machine: Machine) => threads <= (await machine.idleCores()) + TOLERANCE

const numberIn = (text = '') => (text === '' ? undefined : Number(text))

function flagIn(text = ''): boolean | undefined {
  if (!['', '0', '1'].includes(text)) {
    throw new EngineError('WRONG_VALUE', `VSC_SPINNING must be 1 or 0 where it is set, got ${text}`)
  }
  return text === '' ? undefined : text === '1'
}
