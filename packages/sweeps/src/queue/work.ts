import { type Lab, labFingerprint, type RunConfiguration, type RunStore } from '@vsc/lab'
import type { Redis } from 'ioredis'
import { z } from 'zod'
import manifest from '../../package.json' with { type: 'json' }
import { loadBullmq } from '../optional-packages.js'

/** One run that is to be trained: what a worker is given. All else is in the store. */
export interface Job {
  readonly identity: string
  /** What it is called in its sweep. */
  readonly run: string
  readonly configuration: RunConfiguration
  /** The iteration after which it pauses, if it does. */
  readonly until?: number
}

/** What a worker says of the run it trains. */
export interface JobProgress {
  readonly worker: string
  readonly iteration: number
  readonly iterations: number
  readonly stepsPerSecond: number
}

/** What whoever trains a run must have. A queue is for one kind of work, so that no worker is given what it cannot do. */
export interface Kind {
  /** Of the program. */
  readonly version: string
  /** The fingerprint of the lab's file; null where there is none. */
  readonly lab: string | null
  /** The store that checkpoints and results go to. */
  readonly store: { readonly id: string; readonly place: string }
}

const kindSchema: z.ZodType<Kind> = z.object({
  version: z.string(),
  lab: z.string().nullable(),
  store: z.object({ id: z.string(), place: z.string() }),
})

/** The kind of work that can be done with this lab and this store. */
export async function kindOf(lab: Pick<Lab, 'file'>, { id, place }: Pick<RunStore, 'id' | 'place'>): Promise<Kind> {
  return { version: manifest.version, lab: (await labFingerprint(lab)) ?? null, store: { id, place } }
}

/** The name of the queue of this kind of work. */
export const queueName = ({ version, lab, store }: Kind): string => `${version}-${lab ?? 'builtin'}-${store.id}`

/** What all keys of queues in Redis begin with. */
export const queuePrefix = 'vsc'

/** Under which id a run is queued. Runs of two sweeps that are the same have the same. */
export const jobId = ({ identity, until }: Pick<Job, 'identity' | 'until'>): string =>
  until === undefined ? `run-${identity}` : `run-${identity}-until-${until}`

/** The queue of a kind of work. */
export async function openQueue(redis: Redis, kind: Kind) {
  const { Queue } = await loadBullmq()
  await redis.hset(kindsKey, queueName(kind), JSON.stringify(kind))
  const queue = new Queue<Job>(queueName(kind), { connection: redis, prefix: queuePrefix })
  queue.on('error', () => {}) // the connection itself says that it is lost
  return queue
}

/** Every kind of work that was ever queued here. */
export async function kindsQueued(redis: Redis): Promise<Kind[]> {
  const texts = Object.values(await redis.hgetall(kindsKey))
  return texts.flatMap((text) => kindSchema.safeParse(JSON.parse(text)).data ?? [])
}

const kindsKey = `${queuePrefix}:kinds`
