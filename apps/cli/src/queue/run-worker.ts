import { usableCores } from '@vsc/engine'
import { runWorker } from '@vsc/sweeps'
import { exitCodes } from '@vsc/terminal'
import type { LabOptions } from '../command.js'
import { badInput } from '../errors.js'
import { labOf } from '../lab.js'
import { note, type Terminal } from '../terminal.js'
import { type QueueChoice, queueOf } from './open-queue.js'

export interface WorkerCommandOptions extends LabOptions {
  readonly queue?: QueueChoice
  readonly store?: string
  readonly jobs?: number
  readonly drain?: true
  readonly lease: number
  readonly saveEvery: number
  readonly silence: number
}

/** `vsc worker`. Returns the exit code. */
export async function runWorkerCommand(options: WorkerCommandOptions, terminal: Terminal): Promise<number> {
  const { jobs = usableCores(), drain = false, lease, saveEvery, silence } = options
  const queue = queueOf(options.queue ?? true)!
  if (options.store === undefined) throw badInput('a worker needs a store: give --store, the one that the sweep has')
  const { openStore } = await import('@vsc/sweeps')
  const lab = await labOf(options, terminal)
  const store = await openStore(options.store)
  const { signal } = terminal
  await runWorker({
    ...{ queue, store, lab, jobs, drain, signal },
    ...{ lease: lease * 1000, saveEvery: saveEvery * 1000, silence: silence * 1000 },
    announce: (message) => note(terminal, message),
  })
  if (!signal.aborted) return exitCodes.done
  note(terminal, 'Stopped: what was not done is saved and given back.')
  return exitCodes.interrupted
}
