import { setTimeout as wait } from 'node:timers/promises'
import {
  type Failure,
  fetchResult,
  type PlannedRun,
  type Pool,
  type RunStore,
  runFolder,
  type TrainingStage,
  totalProgress,
} from '@vsc/lab'
import type { Queue } from 'bullmq'
import type { Redis } from 'ioredis'
import { messageOf, SweepsError } from '../errors.js'
import { queueAddress } from './address.js'
import { forgetPublished } from './lease.js'
import { connectRedis } from './redis.js'
import { registerSweep } from './sweeps.js'
import { type Job, type JobProgress, jobId, kindOf, openQueue } from './work.js'

/** Which queue and store the workers share. */
export interface QueuePoolOptions {
  /** Such as `redis://queue.example`. */
  readonly queue: string
  /** Which the workers have, too. */
  readonly store: RunStore
  /** Milliseconds between two looks at how it stands; a second by default, more where there are thousands of runs. */
  readonly every?: number
  /** Says a line to people. */
  readonly announce: (message: string) => void
}

/** The pool of all workers of a queue, on any number of machines. */
export interface QueuePool extends Pool {
  /** Ends the connection to Redis. */
  close(): void
}

/** How often a run is tried before it ends as failed, and milliseconds before the second time; each later wait is twice as long. */
const attempts = 3
const backoff = 2000

/**
 * Queues runs for workers, waits for them, and brings what they have trained into the experiment's folder. Once it is told to stop,
 * the workers go on.
 *
 * @throws SweepsError BAD_QUEUE, QUEUE_UNREACHABLE, MISSING_PACKAGE
 */
export async function queuePool({ queue: url, store, every = 1000, announce }: QueuePoolOptions): Promise<QueuePool> {
  const address = queueAddress(url)
  const redis = await connectRedis(address, { announce })
  return {
    describe: () => `by the workers at ${address.place}`,
    async train(stage) {
      if (stage.runs.length === 0) return []
      const kind = await kindOf(stage.lab, store)
      const queue = await openQueue(redis, kind)
      const jobs = new Map<PlannedRun, Job>()
      for (const run of stage.runs) jobs.set(run, await jobOf(run, stage))
      const ids = new Map([...jobs].map(([run, job]) => [run, jobId(job)]))
      await registerSweep(redis, { plan: stage.plan, kind, jobs: ids, until: stage.until })
      const shared: Shared = { ...stage, redis, queue, store }
      await enqueue(shared, [...jobs.values()])
      if ((await queue.getWorkersCount()) === 0) {
        announce(`no worker is there yet: start some by vsc worker --queue ${address.place} --store ${store.place}`)
      }
      const failures = await collect(shared, jobs, every)
      if (!stage.signal.aborted) await queue.close()
      return failures
    },
    close: () => redis.disconnect(),
  }
}

async function jobOf(run: PlannedRun, { until, identityOf }: TrainingStage): Promise<Job> {
  return {
    identity: await identityOf(run),
    run: run.id,
    configuration: run.configuration,
    ...(until !== undefined && until < run.configuration.training.iterations && { until }),
  }
}

interface Shared extends TrainingStage {
  readonly redis: Redis
  readonly queue: Queue<Job>
  readonly store: RunStore
}

/** Queues what is not queued yet, by this sweep or another; what has ended there without a result in the store is queued once more. */
async function enqueue({ redis, queue, store }: Shared, jobs: readonly Job[]): Promise<void> {
  const fresh: Job[] = []
  for (const job of jobs) {
    const known = await queue.getJob(jobId(job))
    const state = await known?.getState()
    if (state === 'completed' || state === 'failed') await known?.remove()
    if (known !== undefined && state !== 'completed' && state !== 'failed') continue
    if ((await store.result(job.identity)) === undefined) await forgetIfLost(redis, store, job)
    fresh.push(job)
  }
  await queue.addBulk(
    fresh.map((data) => ({
      name: data.run,
      data,
      opts: {
        jobId: jobId(data),
        attempts,
        backoff: { type: 'exponential', delay: backoff },
        keepLogs: 100,
        removeOnComplete: { age: 30 * 24 * 3600 },
      },
    })),
  )
}

/** A result that was named in the queue, and of which the store has nothing any more, would keep every other from being named. */
async function forgetIfLost(redis: Redis, store: RunStore, { identity }: Job): Promise<void> {
  const furthest = await store.furthest(identity)
  if (!furthest?.finished) await forgetPublished(redis, store.id, identity)
}

/** Waits for all, and brings each into its folder as soon as it is there. */
async function collect(shared: Shared, jobs: ReadonlyMap<PlannedRun, Job>, every: number): Promise<Failure[]> {
  const { queue, signal, announce } = shared
  const failures: Failure[] = []
  const pending = new Map(jobs)
  const retried = new Map<string, number>()
  const report = totalProgress(shared)
  const settle = async (run: PlannedRun, job: Job, state: string) => {
    if (state === 'failed') {
      const error = new SweepsError('RUN_FAILED', (await queue.getJob(jobId(job)))?.failedReason ?? 'it failed')
      announce(`${run.id} failed: ${error.message}`)
      failures.push({ run, error })
    } else if (state !== 'completed' && state !== 'unknown') return
    else if (!(await bring(shared, run, job))) {
      const times = (retried.get(run.id) ?? 0) + 1
      retried.set(run.id, times)
      if (times <= attempts) return enqueue(shared, [job]) // what Redis or the store has forgotten
      failures.push({
        run,
        error: new SweepsError('RUN_FAILED', 'it was trained, but the store does not have its result'),
      })
    }
    pending.delete(run)
    const { iterations } = run.configuration.training
    const iteration = Math.min(iterations, job.until ?? iterations)
    report(run.id, { state: 'done', iteration, iterations, stepsPerSecond: 0, latest: undefined })
  }
  const look = async () => {
    const active = await queue.getActive()
    const underWay = new Set(active.map(({ id }) => id))
    for (const { id, progress } of active) {
      const run = [...pending].find(([, job]) => jobId(job) === id)?.[0]
      if (run !== undefined && typeof progress === 'object') {
        report(run.id, { state: 'running', latest: undefined, ...(progress as JobProgress) })
      }
    }
    const waiting = [...pending].filter(([, job]) => !underWay.has(jobId(job)))
    const states = await Promise.all(waiting.map(([, job]) => queue.getJobState(jobId(job))))
    for (const [i, [run, job]] of waiting.entries()) {
      if (signal.aborted) return
      await settle(run, job, states[i]!)
    }
  }
  // what is asked of Redis while it is away waits; Ctrl-C does not
  const told = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
  while (pending.size > 0 && !signal.aborted) {
    const looked = look().catch((error: unknown) => announce(`warning: ${messageOf(error)}: looking again`))
    await Promise.race([looked, told])
    if (pending.size > 0) await wait(Math.max(every, pending.size), undefined, { signal }).catch(() => {})
  }
  if (signal.aborted) announce('the workers go on with what is queued: resume to bring in what they train')
  return failures
}

/** Says whether the run was there. Of one that pauses, what it has logged is enough. */
async function bring({ store, folder, announce, onTrained }: Shared, run: PlannedRun, job: Job): Promise<boolean> {
  const directory = runFolder(folder, run)
  const result = await fetchResult(store, job.identity, directory, announce)
  const paused = result === undefined && job.until !== undefined ? await store.furthest(job.identity) : undefined
  if (paused !== undefined && paused.iteration >= job.until!) {
    await store.fetch(paused, directory, (path) => !path.startsWith('checkpoints/'))
  }
  const found = result ?? (paused !== undefined && paused.iteration >= job.until! ? paused : undefined)
  if (found !== undefined) await onTrained(run, found.trainedWith)
  return found !== undefined
}
