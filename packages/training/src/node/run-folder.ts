import { join } from 'node:path'
import { makeFolder } from '@vsc/data/node'
import { checkCheckpoint } from '../checkpoint-match.js'
import { TrainingError } from '../errors.js'
import { loggedIterations } from '../log-window.js'
import type { BegunRun, KeptRun } from '../run-keeper.js'
import type { TrainingStatus } from '../status.js'
import { removeUnfinishedWrites, writeFileAtomically } from './atomic-file.js'
import { writeCheckpoint } from './checkpoint-file.js'
import { checkpointPath, listCheckpoints, newestIntactCheckpoint, removeOldCheckpoints } from './checkpoint-folder.js'
import { type FolderLock, lockFolder } from './folder-lock.js'
import { scalarsOf } from './log-scalars.js'
import { openMetricsLog } from './metrics-log.js'
import { readStatus, writeStatus } from './status-file.js'
import { openEventLog } from './tensorboard.js'

export interface RunFolderOptions extends Omit<BegunRun, 'data'> {
  readonly directory: string
  readonly resume: boolean
}

/**
 * Takes hold of a run's folder, new or to be resumed: config.json, status.json, metrics.jsonl, TensorBoard events and checkpoints.
 *
 * @throws TrainingError FOLDER_IN_USE; FOLDER_NOT_EMPTY for a new run where there is one already; CHECKPOINT_MISMATCH and
 *   CHECKPOINT_DAMAGED where it cannot be resumed. What it gives throws FOLDER_LOST once the folder is another's, or gone.
 */
export async function openRunFolder(options: RunFolderOptions): Promise<KeptRun> {
  await makeFolder(join(options.directory, 'checkpoints'))
  const lock = await lockFolder(options.directory, options)
  try {
    return await openLockedFolder(options, lock)
  } catch (error) {
    await lock.release()
    throw error
  }
}

async function openLockedFolder(
  { directory, run, device, parameterShapes, optimiserShapes, resume, onWarning }: RunFolderOptions,
  lock: FolderLock,
): Promise<KeptRun> {
  const checkpoints = join(directory, 'checkpoints')
  const statusPath = join(directory, 'status.json')
  const before = await readStatus(statusPath, { onWarning })
  if (!resume && (before !== undefined || (await listCheckpoints(checkpoints)).length > 0)) {
    throw new TrainingError(
      'FOLDER_NOT_EMPTY',
      `${directory} holds a run already (${before?.state ?? 'without a status'}). Resume it with \`resume: true\`, or train into another folder.`,
    )
  }
  await removeUnfinishedWrites(directory)
  await removeUnfinishedWrites(checkpoints)

  let checkpoint = resume ? await newestIntactCheckpoint(checkpoints, { onWarning }) : undefined
  if (resume && checkpoint === undefined && before !== undefined) {
    onWarning(`There is no checkpoint left in ${checkpoints}: the run starts anew, at iteration 0.`)
  }
  if (checkpoint !== undefined) {
    checkCheckpoint(checkpoint, { expected: run, parameterShapes, optimiserShapes })
    const begun = `${checkpoint.run.engine} (${checkpoint.device})`
    const now = `${run.engine} (${device})`
    if (begun !== now) {
      onWarning(`The run was begun on ${begun} and goes on on ${now}: equal up to rounding, not to the bit.`)
    }
  }
  const iteration = checkpoint?.iteration ?? 0
  let saved = checkpoint && checkpointPath(checkpoints, iteration)
  await writeFileAtomically(join(directory, 'config.json'), `${JSON.stringify(run, undefined, 2)}\n`)
  if (checkpoint !== undefined) await removeOldCheckpoints(checkpoints, run.training.keepCheckpoints) // what a kill left
  const expected = loggedIterations(run.training, iteration)
  const metrics = await openMetricsLog({ path: join(directory, 'metrics.jsonl'), iteration, expected, onWarning })
  const events = openEventLog({ folder: directory, iteration })

  const opened = performance.now()
  const startedAt = before?.startedAt ?? new Date().toISOString()
  let statusWritten = Number.NEGATIVE_INFINITY
  const setStatus = (status: Pick<TrainingStatus, 'state' | 'iteration' | 'message'>) => {
    statusWritten = performance.now()
    const seconds = (before?.seconds ?? 0) + (statusWritten - opened) / 1000
    const { state, iteration, ...message } = status
    return writeStatus(statusPath, {
      state,
      iteration,
      iterations: run.training.iterations,
      startedAt,
      seconds,
      ...message,
    })
  }
  /** What fails because the folder is gone says so. */
  const whileHeld = async (write: () => Promise<unknown>): Promise<void> => {
    await lock.check()
    try {
      await write()
    } catch (error) {
      await lock.check()
      throw error
    }
  }
  await setStatus({ state: 'running', iteration })

  return {
    takeCheckpoint() {
      const taken = checkpoint
      checkpoint = undefined
      return taken
    },
    points: metrics.points,
    lastCheckpoint: () => saved,
    howToResume: `Resume it by train() with directory '${directory}' and \`resume: true\`.`,
    log: (point, stepsPerSecond) =>
      whileHeld(async () => {
        await metrics.append(point)
        await events.append({ iteration: point.iteration, scalars: scalarsOf(point, stepsPerSecond) })
        if (performance.now() - statusWritten > 2000) await setStatus({ state: 'running', iteration: point.iteration })
      }),
    save: (checkpoint) =>
      whileHeld(async () => {
        await metrics.sync() // no checkpoint is ever newer than its log
        const path = checkpointPath(checkpoints, checkpoint.iteration)
        await writeCheckpoint(path, { ...checkpoint, run, device })
        saved = path
        await removeOldCheckpoints(checkpoints, run.training.keepCheckpoints)
      }),
    async close(end) {
      try {
        await Promise.allSettled([metrics.close(), events.close()]) // they wait for nothing: what was synced is safe
        await whileHeld(() => setStatus(end))
      } finally {
        await lock.release()
      }
    },
  }
}
