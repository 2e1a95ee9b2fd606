import { queueAddress } from './address.js'
import { connectRedis } from './redis.js'
import { type QueuedSweep, queuedSweeps } from './sweeps.js'
import { type JobProgress, openQueue } from './work.js'

/** How a sweep stands in its queue. */
export interface SweepStatus extends Pick<QueuedSweep, 'name' | 'preset' | 'startedAt'> {
  readonly total: number
  readonly waiting: number
  readonly running: number
  readonly done: number
  readonly failed: number
  /** Steps a second, of all runs that are under way. */
  readonly stepsPerSecond: number
  /** Seconds until all is done at this rate; null where nothing is known of it. */
  readonly secondsLeft: number | null
  readonly runs: {
    /** Each with the last line of its log, which may be empty. */
    readonly running: readonly ({ readonly run: string; readonly log: string } & Partial<JobProgress>)[]
    /** Each with the last line of its log. */
    readonly failed: readonly { readonly run: string; readonly error: string; readonly log: string }[]
  }
}

/** Which queue is looked at. */
export interface SweepStatusOptions {
  readonly queue: string
  /** Says a line to people. */
  readonly announce: (message: string) => void
}

/**
 * How every sweep of a queue stands, newest first.
 *
 * @throws SweepsError BAD_QUEUE, QUEUE_UNREACHABLE, MISSING_PACKAGE
 */
export async function sweepStatus({ queue: url, announce }: SweepStatusOptions): Promise<SweepStatus[]> {
  const redis = await connectRedis(queueAddress(url), { announce })
  try {
    const statuses: SweepStatus[] = []
    for (const sweep of await queuedSweeps(redis)) statuses.push(await statusOf(redis, sweep))
    return statuses
  } finally {
    redis.disconnect()
  }
}

async function statusOf(redis: Parameters<typeof openQueue>[0], sweep: QueuedSweep): Promise<SweepStatus> {
  const { name, preset, startedAt, finished, runs, kind } = sweep
  const queue = await openQueue(redis, kind)
  const states = await Promise.all(runs.map(({ job }) => queue.getJobState(job)))
  const lastLine = async (job: string) => (await queue.getJobLogs(job, -1, -1)).logs.at(-1) ?? ''
  const inState = (state: string) => runs.filter((_, i) => states[i] === state)
  const active = await Promise.all(
    inState('active').map(async ({ run, job, iterations }) => {
      const progress = (await queue.getJob(job))?.progress
      const log = await lastLine(job)
      return { run, log, iterations, ...(typeof progress === 'object' && (progress as JobProgress)) }
    }),
  )
  const failed = await Promise.all(
    inState('failed').map(async ({ run, job }) => ({
      run,
      error: (await queue.getJob(job))?.failedReason ?? '',
      log: await lastLine(job),
    })),
  )
  const done = inState('completed').length + inState('unknown').length // one that is known no more was done long ago
  const waiting = runs.length - active.length - failed.length - done
  const ended = ['active', 'failed', 'completed', 'unknown']
  const left =
    runs.filter((_, i) => !ended.includes(String(states[i]))).reduce((sum, { iterations }) => sum + iterations, 0) +
    active.reduce((sum, one) => sum + one.iterations - ((one as Partial<JobProgress>).iteration ?? 0), 0)
  const stepsPerSecond = active.reduce((sum, one) => sum + ((one as Partial<JobProgress>).stepsPerSecond ?? 0), 0)
  return {
    ...{ name, preset, startedAt, total: finished + runs.length, waiting, running: active.length },
    ...{ done: finished + done, failed: failed.length, stepsPerSecond },
    secondsLeft: left === 0 ? 0 : stepsPerSecond === 0 ? null : left / stepsPerSecond,
    runs: { running: active, failed },
  }
}
