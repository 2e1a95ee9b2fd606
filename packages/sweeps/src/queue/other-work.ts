import type { Redis } from 'ioredis'
import { type Kind, kindsQueued, openQueue, queueName } from './work.js'

/**
 * Work that waits here and that a worker of this kind cannot do: a line for each kind of it, which says what the worker lacks.
 */
export async function otherWork(redis: Redis, own: Kind): Promise<string[]> {
  const lines: string[] = []
  for (const kind of await kindsQueued(redis)) {
    if (queueName(kind) === queueName(own)) continue
    const count = await waitingOf(redis, kind)
    if (count > 0) lines.push(`${count} ${count === 1 ? 'run waits' : 'runs wait'} for a worker ${lacking(kind, own)}`)
  }
  return lines
}

/** How many runs of a kind wait. */
export async function waitingOf(redis: Redis, kind: Kind): Promise<number> {
  const queue = await openQueue(redis, kind)
  try {
    const { waiting = 0, delayed = 0, prioritized = 0 } = await queue.getJobCounts('waiting', 'delayed', 'prioritized')
    return waiting + delayed + prioritized
  } finally {
    await queue.close()
  }
}

function lacking(kind: Kind, own: Kind): string {
  const parts = [
    ...(kind.version === own.version ? [] : [`of version ${kind.version} (this is ${own.version}: install that one)`]),
    ...(kind.lab === own.lab ? [] : [labIn(kind.lab, own.lab)]),
    ...(kind.store.id === own.store.id
      ? []
      : [`with the store ${kind.store.place} (this one has ${own.store.place}: give that one by --store)`]),
  ]
  return parts.join(', ')
}

function labIn(wanted: string | null, own: string | null): string {
  if (wanted === null) return 'without a vsc.config.ts (leave the one here alone by --no-config)'
  const here = own === null ? 'there is none here' : `the one here is another, ${own}`
  return `with the vsc.config.ts that the sweep was planned with, ${wanted} (${here}: copy it, or name it by --use)`
}
