import { createHash } from 'node:crypto'
import type { Plan, PlannedRun } from '@vsc/lab'
import type { Redis } from 'ioredis'
import { z } from 'zod'
import { type Kind, queuePrefix } from './work.js'

/** What is known in a queue of an experiment whose runs are there, for whoever asks how it stands. */
export interface QueuedSweep {
  readonly name: string
  readonly preset: string
  readonly startedAt: string
  readonly kind: Kind
  /** Runs that need not be trained. */
  readonly finished: number
  /** The others. */
  readonly runs: readonly { readonly run: string; readonly job: string; readonly iterations: number }[]
}

const schema: z.ZodType<QueuedSweep> = z.object({
  name: z.string(),
  preset: z.string(),
  startedAt: z.string(),
  kind: z.object({
    version: z.string(),
    lab: z.string().nullable(),
    store: z.object({ id: z.string(), place: z.string() }),
  }),
  finished: z.number(),
  runs: z.array(z.object({ run: z.string(), job: z.string(), iterations: z.number() })),
})

/** Writes down that these runs are queued. The same plan with the same store is the same sweep, also when it is resumed. */
export async function registerSweep(
  redis: Redis,
  {
    plan,
    kind,
    jobs,
    until,
  }: {
    readonly plan: Plan
    readonly kind: Kind
    readonly jobs: ReadonlyMap<PlannedRun, string>
    readonly until: number | undefined
  },
): Promise<void> {
  const { config, runs } = plan
  const id = createHash('sha256')
    .update(JSON.stringify([config, kind.store.id]))
    .digest('hex')
    .slice(0, 16)
  const sweep: QueuedSweep = {
    name: config.experiment,
    preset: config.preset,
    startedAt: new Date().toISOString(),
    kind,
    finished: runs.length - jobs.size,
    runs: [...jobs].map(([run, job]) => ({
      run: run.id,
      job,
      iterations: Math.min(until ?? Number.POSITIVE_INFINITY, run.configuration.training.iterations),
    })),
  }
  await redis.hset(sweepsKey, id, JSON.stringify(sweep))
}

/** All sweeps of a queue, newest first. */
export async function queuedSweeps(redis: Redis): Promise<QueuedSweep[]> {
  const texts = Object.values(await redis.hgetall(sweepsKey))
  return texts
    .flatMap((text) => schema.safeParse(JSON.parse(text)).data ?? [])
    .sort((a, b) => (a.startedAt < b.startedAt ? 1 : -1))
}

const sweepsKey = `${queuePrefix}:sweeps`
