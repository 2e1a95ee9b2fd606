import type { RunStore } from '@vsc/lab'
import type { QueuePool } from '@vsc/sweeps'
import { badInput } from '../errors.js'
import { note, type Terminal } from '../terminal.js'

/** What `--queue` says: an address, or by itself that of the environment, which is not seen by everyone on the machine. */
export type QueueChoice = string | true | undefined

/** The address of the queue that is asked for, if one is. */
export function queueOf(queue: QueueChoice): string | undefined {
  if (queue !== true) return queue
  const { VSC_QUEUE } = process.env
  if (VSC_QUEUE) return VSC_QUEUE
  throw badInput('there is no queue: give its address, --queue redis://HOST:PORT, or set VSC_QUEUE')
}

export interface Place {
  readonly queue: string | undefined
  readonly store: string | undefined
}

export interface OpenPlace {
  readonly pool?: QueuePool
  readonly store?: RunStore
}

/** Opens the queue and the store that are asked for, before anything is done. */
export async function openPlace({ queue, store: address }: Place, terminal: Terminal): Promise<OpenPlace> {
  if (queue === undefined && address === undefined) return {}
  if (address === undefined) {
    throw badInput(
      '--queue needs --store too: a folder that all machines share, or s3://BUCKET/PREFIX, where workers leave what they train',
    )
  }
  const { openStore, queuePool } = await import('@vsc/sweeps')
  const store = await openStore(address)
  if (queue === undefined) return { store }
  return { store, pool: await queuePool({ queue, store, announce: (message) => note(terminal, message) }) }
}
