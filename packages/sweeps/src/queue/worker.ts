import { mkdtemp, rm } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Lab, RunStore } from '@vsc/lab'
import type { Job as QueuedJob } from 'bullmq'
import { messageOf, SweepsError } from '../errors.js'
import { loadBullmq } from '../optional-packages.js'
import { queueAddress } from './address.js'
import { otherWork, waitingOf } from './other-work.js'
import { connectRedis } from './redis.js'
import { trainJob } from './train-job.js'
import { createTrainers } from './trainers.js'
import { type Job, type JobProgress, kindOf, openQueue, queueName, queuePrefix } from './work.js'

/** Where a worker takes runs from and brings them to, and how it trains them. */
export interface WorkerOptions {
  /** Such as `redis://queue.example`. */
  readonly queue: string
  readonly store: RunStore
  readonly lab: Lab
  /** Models trained at a time, each in a process with one thread. */
  readonly jobs: number
  /** Ends once nothing is left to do, in place of waiting for more. */
  readonly drain?: boolean
  /** Milliseconds after which another worker takes over from one that is not heard of. */
  readonly lease?: number
  /** Milliseconds between two checkpoints that are brought to the store. */
  readonly saveEvery?: number
  /** Milliseconds after which a run that reports nothing is killed, and tried again. */
  readonly silence?: number
  /** Once aborted, checkpoints are written, what is not done is given back, and the worker ends. */
  readonly signal: AbortSignal
  /** Says a line to people. */
  readonly announce: (message: string) => void
}

/**
 * Trains what a queue has, until the signal.
 *
 * @throws SweepsError BAD_QUEUE, QUEUE_UNREACHABLE, MISSING_PACKAGE; OTHER_WORK where all that waits is for another version of the program,
 *   another lab or another store
 */
export async function runWorker(options: WorkerOptions): Promise<void> {
  const { queue, store, lab, jobs, drain = false, lease = 60_000, saveEvery = 30_000, silence = 600_000 } = options
  const { signal, announce } = options
  const address = queueAddress(queue)
  const redis = await connectRedis(address, { announce })
  const folder = await mkdtemp(join(tmpdir(), 'vsc-worker-'))
  const trainers = createTrainers({ labFile: lab.file, signal })
  let looking: NodeJS.Timeout | undefined
  try {
    const kind = await kindOf(lab, store)
    const others = await otherWork(redis, kind)
    if (others.length > 0 && (await waitingOf(redis, kind)) === 0)
      throw new SweepsError('OTHER_WORK', others.join('; '))
    const warn = warnOnce(announce)
    others.forEach(warn)
    const lookAround = async () => (await otherWork(redis, kind)).forEach(warn) // what comes later, too
    looking = setInterval(() => lookAround().catch(() => {}), 60_000)

    const { Worker, WaitingError, DelayedError, UnrecoverableError } = await loadBullmq()
    const name = `${hostname()}:${process.pid}`
    const active = new Set<Promise<unknown>>()
    const train = async (queued: QueuedJob<Job>, token?: string) => {
      const job = queued.data
      const say = (line: string) => {
        announce(`${job.run}: ${line}`)
        queued.log(`${new Date().toISOString()} ${name}: ${line}`).catch(() => {})
      }
      const outcome = await trainJob({
        ...{ job, redis, store, trainers, folder, lease, saveEvery, silence, signal },
        onProgress: atMostEvery(1000, ({ iteration, iterations, stepsPerSecond }) => {
          const progress: JobProgress = { worker: name, iteration, iterations, stepsPerSecond }
          queued.updateProgress(progress).catch(() => {})
        }),
        log: say,
      }).catch((error: unknown) => {
        if (signal.aborted) return 'interrupted' // such as the loading of data
        say(`failed: ${messageOf(error)}`)
        if (isHopeless(error)) throw new UnrecoverableError(messageOf(error))
        throw error
      })
      if (outcome === 'interrupted') {
        say('given back')
        await Promise.race([queued.moveToWait(token), wait(10_000, undefined, { ref: false })])
        throw new WaitingError()
      }
      if (outcome === 'held-by-another') {
        await queued.moveToDelayed(Date.now() + lease / 2, token)
        throw new DelayedError()
      }
      announce(`${job.run}: done`)
    }
    const worker = new Worker<Job>(
      queueName(kind),
      (job, token) => {
        const done = train(job, token)
        active.add(done)
        return done.finally(() => active.delete(done))
      },
      {
        ...{ connection: redis, prefix: queuePrefix, name, concurrency: jobs, lockDuration: lease, autorun: false },
        stalledInterval: Math.max(1000, lease / 2),
        maxStalledCount: 5, // a run that takes its whole machine down with it ends as failed
      },
    )
    worker.on('error', () => {}) // the connection itself says that it is lost; a lock that is lost is the lease's to judge
    const running = worker.run()
    announce(`waiting for runs at ${address.place}: ${jobs} at a time, store ${store.place}`)
    if (drain) await Promise.race([untilDrained(redis, kind, signal), aborted(signal)])
    else await aborted(signal)
    const closed = worker.close() // takes nothing more, and waits for what is under way
    await Promise.allSettled([...active])
    await Promise.race([Promise.all([closed, running]), wait(10_000, undefined, { ref: false })])
  } finally {
    clearInterval(looking)
    trainers.close()
    redis.disconnect()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Counts change; what is lacking is said once. */
function warnOnce(announce: (message: string) => void): (line: string) => void {
  const said = new Set<string>()
  return (line) => {
    const what = line.replace(/^\d+ runs? waits? /, '')
    if (!said.has(what)) announce(`warning: ${line}`)
    said.add(what)
  }
}

/** Comes back once nothing waits and nothing is under way anywhere. */
async function untilDrained(
  redis: Parameters<typeof openQueue>[0],
  kind: Parameters<typeof openQueue>[1],
  signal: AbortSignal,
) {
  const queue = await openQueue(redis, kind)
  while (!signal.aborted) {
    const counts = await queue.getJobCounts('waiting', 'delayed', 'prioritized', 'active')
    if (Object.values(counts).every((count) => count === 0)) return
    await wait(1000, undefined, { signal }).catch(() => {})
  }
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => (signal.aborted ? resolve() : signal.addEventListener('abort', () => resolve())))

/** What ends with the same error however often it is tried. */
const isHopeless = (error: unknown): boolean =>
  ['NOT_FINITE', 'INVALID_CONFIG'].includes(
    String((error as { readonly cause?: { readonly code?: unknown } }).cause?.code),
  )

function atMostEvery<T extends { readonly state: string }>(milliseconds: number, listen: (progress: T) => void) {
  let next = 0
  return (progress: T) => {
    if (progress.state === 'running' && performance.now() < next) return
    next = performance.now() + milliseconds
    listen(progress)
  }
}
