import { stat } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import { type Checkpoint, TrainingError } from '@vsc/training'
import { readCheckpoint } from '@vsc/training/node'
import { LabError } from '../errors.js'

/** Whether a trained model is given by a file and not by the folder of its run. */
export const isModelFile = (place: string): Promise<boolean> =>
  stat(place).then(
    (found) => found.isFile(),
    () => false,
  )

/** The folder of a checkpoint's run, where it lies in one; otherwise that of the file, beside which the run's data may be. */
export function folderOfFile(path: string): string {
  const folder = dirname(resolve(path))
  return basename(folder) === 'checkpoints' ? dirname(folder) : folder
}

/**
 * Reads a checkpoint by itself: one of a run, or a model that was saved in the playground.
 *
 * @throws LabError NO_TRAINED_MODEL where the file is damaged or something else
 */
export async function readModelFile(path: string): Promise<Checkpoint> {
  try {
    return await readCheckpoint(path)
  } catch (cause) {
    if (!(cause instanceof TrainingError)) throw cause // such as EACCES
    const [, reason] = /is damaged: (.*?)(?: Use an older one\.)?$/s.exec(cause.message) ?? [undefined, cause.message]
    throw new LabError(
      'NO_TRAINED_MODEL',
      `${path} is damaged, or holds no trained model: ${reason?.replace(/\.$/, '')}. Expected the folder of a run, or a .safetensors file: one of its checkpoints, or a model saved in the playground`,
      { cause },
    )
  }
}
