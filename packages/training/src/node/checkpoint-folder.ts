import { readdir, rename, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Checkpoint, CheckpointSummary } from '../checkpoint.js'
import { TrainingError } from '../errors.js'
import { readCheckpoint, readCheckpointSummary } from './checkpoint-file.js'

/** A checkpoint's file; `score` is null also where it cannot be read. */
export interface CheckpointEntry extends CheckpointSummary {
  readonly path: string
}

/** The file of the checkpoint after this many steps. */
export const checkpointPath = (folder: string, iteration: number): string =>
  join(folder, `iteration-${`${iteration}`.padStart(9, '0')}.safetensors`)

/**
 * The checkpoints of a folder, oldest first; none where there is no such folder. Only their headers are read. Only regular files
 * with exactly the name of a checkpoint count: a link or a pipe may lead anywhere.
 */
export async function listCheckpoints(folder: string): Promise<CheckpointEntry[]> {
  const files = (await namedAsCheckpoints(folder)).filter(({ isFile }) => isFile)
  const entries = await Promise.all(
    files.map(async ({ iteration, path }) => {
      const score = await scoreOf(path)
      return score === 'gone' ? [] : { path, iteration, score }
    }),
  )
  return entries.flat()
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

interface Listening {
  readonly onWarning: (message: string) => void
}

/**
 * Reads the newest checkpoint of which every byte is as it was written; undefined where the folder has none at all. Nothing
 * in the folder changes. Another process may be training into it.
 *
 * @param options.onWarning called with a warning for each damaged checkpoint that is newer
 * @throws TrainingError CHECKPOINT_DAMAGED where there are checkpoints and all are damaged
 */
export async function readNewestIntact(folder: string, { onWarning }: Listening): Promise<NewestIntact | undefined> {
  const damaged: string[] = []
  for (;;) {
    const newest = (await listCheckpoints(folder)).findLast(({ path }) => !damaged.includes(path))
    if (newest === undefined) break
    try {
      return { checkpoint: await readCheckpoint(newest.path), path: newest.path, damaged }
    } catch (error) {
      if (isGone(error)) continue // by now there are newer ones
      if (!isDamage(error)) throw error
      onWarning(error.message)
      damaged.push(newest.path)
    }
  }
  if (damaged.length === 0) return undefined
  throw new TrainingError(
    'CHECKPOINT_DAMAGED',
    `Every checkpoint in ${folder} is damaged (${damaged.length} of them). Move them away to start the run again, or train into another folder.`,
  )
}

/**
 * {@link readNewestIntact} for a run that goes on: what stands in the way of new checkpoints, damaged ones that are newer and
 * whatever else has a checkpoint's name, is renamed to end in `.damaged`.
 */
export async function newestIntactCheckpoint(folder: string, options: Listening): Promise<Checkpoint | undefined> {
  for (const { path, isFile } of await namedAsCheckpoints(folder)) {
    if (isFile) continue
    options.onWarning(`${path} is no file, as a checkpoint is: it is renamed to end in .damaged.`)
    await setAside(path)
  }
  const found = await readNewestIntact(folder, options)
  for (const path of found?.damaged ?? []) await setAside(path)
  return found?.checkpoint
}

/** A name that is taken by a folder cannot be given to something else. */
async function setAside(path: string): Promise<void> {
  const taken = new Set(await readdir(join(path, '..')))
  let aside = `${path}.damaged`
  for (let n = 2; taken.has(basename(aside)); n++) aside = `${path}.${n}.damaged`
  await rename(path, aside)
}

/** Everything with exactly the name of a checkpoint, oldest first. */
async function namedAsCheckpoints(folder: string) {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return []
    throw error
  })
  return entries
    .map((entry) => {
      const iteration = Number(/^iteration-(\d{1,15})\.safetensors$/.exec(entry.name)?.[1] ?? Number.NaN)
      return { iteration, path: checkpointPath(folder, iteration), name: entry.name, isFile: entry.isFile() }
    })
    .filter(({ path, name }) => basename(path) === name)
    .sort((a, b) => a.iteration - b.iteration)
}

const isDamage = (error: unknown): error is TrainingError =>
  error instanceof TrainingError && error.code === 'CHECKPOINT_DAMAGED'

const isGone = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT'

async function scoreOf(path: string): Promise<number | null | 'gone'> {
  try {
    return (await readCheckpointSummary(path)).score
  } catch (error) {
    if (isDamage(error)) return null
    if (isGone(error)) return 'gone'
    throw error
  }
}
