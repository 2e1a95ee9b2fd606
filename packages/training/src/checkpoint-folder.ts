import { readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Checkpoint, type CheckpointSummary, readCheckpoint, readCheckpointSummary } from './checkpoint.js'
import { TrainingError } from './errors.js'

/** A checkpoint's file; `score` is null also where it cannot be read. */
export interface CheckpointEntry extends CheckpointSummary {
  readonly path: string
}

/** The file of the checkpoint after this many steps. */
export const checkpointPath = (folder: string, iteration: number): string =>
  join(folder, `iteration-${`${iteration}`.padStart(9, '0')}.safetensors`)

/** The checkpoints of a folder, oldest first; none where there is no such folder. Only their headers are read. */
export async function listCheckpoints(folder: string): Promise<CheckpointEntry[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  const iterations = names.flatMap((name) => /^iteration-(\d+)\.safetensors$/.exec(name)?.[1] ?? []).map(Number)
  return Promise.all(
    iterations
      .sort((a, b) => a - b)
      .map(async (iteration) => {
        const path = checkpointPath(folder, iteration)
        return { path, iteration, score: await scoreOf(path) }
      }),
  )
}

/** The one with the lowest score; of equals the newest; the newest of all where none has a score. */
export function bestOf(checkpoints: readonly CheckpointEntry[]): CheckpointEntry | undefined {
  const score = (entry: CheckpointEntry) => entry.score ?? Number.POSITIVE_INFINITY
  return checkpoints.reduce<CheckpointEntry | undefined>(
    (best, entry) => (best === undefined || score(entry) <= score(best) ? entry : best),
    undefined,
  )
}

/** Removes all checkpoints but the newest `keep` and the best. */
export async function removeOldCheckpoints(folder: string, keep: number): Promise<void> {
  const checkpoints = await listCheckpoints(folder)
  const kept = [...checkpoints.slice(-keep), bestOf(checkpoints)]
  await Promise.all(checkpoints.filter((entry) => !kept.includes(entry)).map(({ path }) => rm(path)))
}

/** The newest intact checkpoint, and the files of the damaged ones that are newer. */
export interface NewestIntact {
  readonly checkpoint: Checkpoint
  readonly path: string
  readonly damaged: readonly string[]
}

/**
 * Reads the newest checkpoint of which every byte is as it was written; undefined where the folder has none at all. Nothing
 * in the folder changes.
 *
 * @param onWarning told of each damaged one that is newer
 * @throws TrainingError CHECKPOINT_DAMAGED where there are checkpoints and all are damaged
 */
export async function readNewestIntact(
  folder: string,
  { onWarning }: { readonly onWarning: (message: string) => void },
): Promise<NewestIntact | undefined> {
  const newestFirst = (await listCheckpoints(folder)).reverse()
  const damaged: string[] = []
  for (const { path } of newestFirst) {
    try {
      return { checkpoint: await readCheckpoint(path), path, damaged }
    } catch (error) {
      if (!isDamage(error)) throw error
      onWarning(error.message)
      damaged.push(path)
    }
  }
  if (damaged.length === 0) return undefined
  throw new TrainingError(
    'CHECKPOINT_DAMAGED',
    `Every checkpoint in ${folder} is damaged (${damaged.length} of them). Start the run again in another folder.`,
  )
}

/** {@link readNewestIntact} for a run that goes on: damaged checkpoints that are newer are renamed to end in `.damaged`. */
export async function newestIntactCheckpoint(
  folder: string,
  options: { readonly onWarning: (message: string) => void },
): Promise<Checkpoint | undefined> {
  const found = await readNewestIntact(folder, options)
  for (const path of found?.damaged ?? []) await rename(path, `${path}.damaged`)
  return found?.checkpoint
}

const isDamage = (error: unknown): error is TrainingError =>
  error instanceof TrainingError && error.code === 'CHECKPOINT_DAMAGED'

async function scoreOf(path: string): Promise<number | null> {
  try {
    return (await readCheckpointSummary(path)).score
  } catch (error) {
    if (isDamage(error)) return null
    throw error
  }
}
