import { join } from 'node:path'
import { readStatus } from '@vsc/training/node'
import { messageOf } from '../errors.js'
import type { PlannedRun } from '../experiment/experiment.js'
import { newAttempt, type RunStore } from '../store/run-store.js'
import type { SavedRun, TrainedWith } from '../store/saved-run.js'
import { runFolder } from './experiment-folder.js'
import type { TrainingStage } from './pool.js'
import { newestIn } from './train-run.js'
import { trainedWithOf } from './trained-with.js'

interface StoredRuns extends Pick<TrainingStage, 'runs' | 'folder' | 'identityOf' | 'announce'> {
  readonly store: RunStore | undefined
  /** Otherwise what is there is forgotten. */
  readonly reuse: boolean
}

/** Brings the runs that a store has the results of into the experiment's folder. A result that is damaged is forgotten. */
export async function fromStore({
  store,
  runs,
  folder,
  identityOf,
  reuse,
  announce,
}: StoredRuns): Promise<{ readonly run: PlannedRun; readonly trainedWith: TrainedWith }[]> {
  if (store === undefined) return []
  const found: { readonly run: PlannedRun; readonly trainedWith: TrainedWith }[] = []
  for (const run of runs) {
    const identity = await identityOf(run)
    if (!reuse) await store.forget(identity)
    const result = reuse ? await fetchResult(store, identity, runFolder(folder, run), announce) : undefined
    if (result !== undefined) found.push({ run, trainedWith: result.trainedWith })
  }
  if (found.length > 0) announce(`${found.length} models were in ${store.place} already`)
  return found
}

/** The result of a run, with its files in a folder; undefined where there is none that is whole. */
export async function fetchResult(
  store: RunStore,
  identity: string,
  directory: string,
  announce: (message: string) => void,
): Promise<SavedRun | undefined> {
  const result = await store.result(identity)
  if (result === undefined) return undefined
  try {
    await store.fetch(result, directory)
    return result
  } catch (error) {
    if ((error as { readonly code?: unknown }).code !== 'STORE_DAMAGED') throw error
    announce(`warning: ${messageOf(error)}`)
    await store.forget(identity)
    return undefined
  }
}

interface IntoStore extends Pick<TrainingStage, 'folder' | 'identityOf'> {
  readonly store: RunStore | undefined
  readonly run: PlannedRun
  /** As its checkpoint says by default. */
  readonly trainedWith?: TrainedWith
}

/** Publishes a run whose model was trained to its end, unless the store has its result already. */
export async function intoStore({ store, run, folder, identityOf, ...options }: IntoStore): Promise<void> {
  const directory = runFolder(folder, run)
  const status = await readStatus(join(directory, 'status.json'))
  if (store === undefined || (status?.state !== 'done' && status?.state !== 'stopped-early')) return
  const identity = await identityOf(run)
  if ((await store.result(identity)) !== undefined) return
  const newest = await newestIn(directory, () => {})
  const trainedWith = options.trainedWith ?? (newest && trainedWithOf(newest))
  if (trainedWith === undefined) return
  const attempt = newAttempt()
  await store.save({ identity, attempt, directory, iteration: status.iteration, finished: true, trainedWith })
  await store.publish(identity, attempt)
}
