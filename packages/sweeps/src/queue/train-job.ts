import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { newestIn, type RunStore, type SavedRun, type TrainedWith, trainedWithOf } from '@vsc/lab'
import type { TrainingProgress } from '@vsc/training'
import { readStatus } from '@vsc/training/node'
import type { Redis } from 'ioredis'
import { messageOf, SweepsError } from '../errors.js'
import { type Lease, publishedAttempt, takeLease } from './lease.js'
import type { Trainers } from './trainers.js'
import type { Job } from './work.js'

export interface TrainJobOptions {
  readonly job: Job
  readonly redis: Redis
  readonly store: RunStore
  readonly trainers: Trainers
  /** Where runs are trained on this machine until they are in the store. */
  readonly folder: string
  /** Milliseconds that a lease holds. */
  readonly lease: number
  /** Milliseconds between two savings of a run that goes on. */
  readonly saveEvery: number
  /** Milliseconds after which a run that reports nothing is killed. */
  readonly silence: number
  readonly signal: AbortSignal
  readonly onProgress: (progress: TrainingProgress) => void
  /** Kept with the run. */
  readonly log: (line: string) => void
}

/** What came of a job: it is done, it is another attempt's for now, or this worker was told to stop. */
export type JobOutcome = 'done' | 'held-by-another' | 'interrupted'

/**
 * Trains a run, from its furthest checkpoint in the store, and publishes its result unless another attempt was first.
 *
 * @throws what training throws; SweepsError RUN_FAILED where the run was silent for too long, or its lease was lost
 */
export async function trainJob(options: TrainJobOptions): Promise<JobOutcome> {
  const { job, redis, store, lease: milliseconds } = options
  const { identity } = job
  if (await isThere(options)) return 'done'
  const lease = await takeLease({ redis, storeId: store.id, identity, milliseconds })
  if (lease === undefined) return (await isThere(options)) ? 'done' : 'held-by-another'
  const directory = join(options.folder, lease.attempt)
  try {
    return await trainWithLease(options, lease, directory)
  } finally {
    await Promise.race([lease.release(), wait(5000, undefined, { ref: false })]).catch(() => {}) // it ends by itself
    await rm(directory, { recursive: true, force: true })
  }
}

/** Whether there is nothing left to do. A worker that died may have named its attempt in the queue and not in the store yet. */
async function isThere({ job: { identity, until }, redis, store, log }: TrainJobOptions): Promise<boolean> {
  if ((await store.result(identity)) !== undefined) return true
  const attempt = await publishedAttempt(redis, store.id, identity)
  if (attempt !== null && (await store.saved(identity, attempt))?.finished) {
    log('its result was trained already, by a worker that did not come to name it in the store')
    return store.publish(identity, attempt)
  }
  if (until === undefined) return false
  return ((await store.furthest(identity))?.iteration ?? 0) >= until
}

async function trainWithLease(options: TrainJobOptions, lease: Lease, directory: string): Promise<JobOutcome> {
  const { job, store, signal, log } = options
  const { identity, until = Number.POSITIVE_INFINITY } = job
  const before = await store.furthest(identity)
  if (before !== undefined) {
    await store.fetch(before, directory).then(
      () => log(`goes on from iteration ${before.iteration}`),
      (error: unknown) => log(`begins anew: ${messageOf(error)}`),
    )
  }
  const saving = keepSaving({ ...options, lease, directory, before })
  let trainedWith: TrainedWith
  try {
    trainedWith = await trainWatched(options, lease, directory)
  } finally {
    await saving.stop()
  }
  refuseIfLost(lease)
  const status = await readStatus(join(directory, 'status.json'))
  const finished = status?.state === 'done' || status?.state === 'stopped-early'
  const iteration = status?.iteration ?? 0
  await untilStored(options, lease, () =>
    store.save({ identity, attempt: lease.attempt, directory, iteration, finished, trainedWith }),
  )
  if (!finished) {
    if (signal.aborted && iteration < until) return 'interrupted'
    await store.tidy(identity, lease.attempt)
    return 'done'
  }
  if (await lease.publish()) {
    await untilStored(options, lease, () => store.publish(identity, lease.attempt))
    const result = await store.result(identity)
    if (result !== undefined) await store.tidy(identity, result.attempt)
  } else log('another attempt was first: this result is dropped')
  return 'done'
}

/** Trains in a process of its own, which is killed where it reports nothing for long, or the lease is lost. */
async function trainWatched(options: TrainJobOptions, lease: Lease, directory: string): Promise<TrainedWith> {
  const { job, trainers, silence, onProgress, log } = options
  const { configuration, identity, until } = job
  const silent = new AbortController()
  let heard = performance.now()
  const watch = setInterval(() => performance.now() - heard > silence && silent.abort(), Math.min(silence / 4, 5000))
  try {
    return await trainers.train(
      { configuration, directory, until, identity },
      {
        stop: AbortSignal.any([lease.lost, silent.signal]),
        onProgress(progress) {
          heard = performance.now()
          onProgress(progress)
        },
        onWarning: log,
        onOutput: (text) => log(text.trimEnd()),
      },
    )
  } catch (error) {
    refuseIfLost(lease)
    if (!silent.signal.aborted) throw error
    throw new SweepsError('RUN_FAILED', `it reported nothing for ${silence / 1000} s and was killed`, { cause: error })
  } finally {
    clearInterval(watch)
  }
}

function refuseIfLost({ lost }: Lease): void {
  if (lost.aborted) {
    throw new SweepsError(
      'RUN_FAILED',
      'this worker was out of touch for longer than its lease: the run is another worker’s now',
    )
  }
}

interface Saving extends Omit<TrainJobOptions, 'lease'> {
  readonly lease: Lease
  readonly directory: string
  readonly before: SavedRun | undefined
}

/** Brings checkpoints into the store while training goes on, whenever there is a newer one. */
function keepSaving({ job: { identity }, store, lease, directory, before, saveEvery, log }: Saving) {
  const ended = new AbortController()
  let last = before?.iteration ?? 0
  const save = async () => {
    const newest = await newestIn(directory, () => {})
    if (newest === undefined || newest.iteration <= last || lease.lost.aborted) return
    const { iteration } = newest
    const saved = { identity, attempt: lease.attempt, directory, iteration, finished: false }
    await store.save({ ...saved, trainedWith: trainedWithOf(newest) })
    last = iteration
  }
  const round = async () => {
    for (;;) {
      await wait(saveEvery, undefined, { signal: ended.signal })
      await save().catch((error: unknown) => log(`${store.place} cannot be written now: ${messageOf(error)}`))
    }
  }
  const saving = round().catch(() => {}) // it was ended
  return {
    async stop() {
      ended.abort()
      await saving
    },
  }
}

/** A store that is full or away for a while costs nothing but time: what was trained is kept, and brought there once it can be. */
async function untilStored<T>(
  { store, signal, log }: TrainJobOptions,
  lease: Lease,
  write: () => Promise<T>,
): Promise<T> {
  for (let seconds = 1; ; seconds = Math.min(60, seconds * 2)) {
    try {
      return await write()
    } catch (error) {
      if (signal.aborted) throw error
      log(`${store.place} cannot be written (${messageOf(error)}): trying again in ${seconds} s`)
      await wait(seconds * 1000, undefined, { signal }).catch(() => {})
      refuseIfLost(lease)
    }
  }
}
