import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import {
  type Checkpoint,
  type CheckpointSummary,
  checkDigest,
  checkpointParts,
  damage,
  summaryOf,
  takeApart,
} from '../checkpoint.js'
import { writeFileAtomically } from './atomic-file.js'
import { readSafetensorsMetadata } from './safetensors-metadata.js'

/** Writes a checkpoint as one safetensors file, whole or not at all. */
export async function writeCheckpoint(path: string, checkpoint: Checkpoint): Promise<void> {
  const { parts, setDigest } = checkpointParts(checkpoint)
  setDigest(sha256Of(parts))
  await writeFileAtomically(path, parts)
}

/**
 * Reads a checkpoint.
 *
 * @throws TrainingError CHECKPOINT_DAMAGED, naming the file, unless every byte of it is as it was written
 */
export async function readCheckpoint(path: string): Promise<Checkpoint> {
  return orDamaged(path, async () => {
    const file = await readFile(path)
    const { checkpoint, digest } = takeApart(file)
    checkDigest(sha256Of([file]), digest)
    return checkpoint
  })
}

/**
 * Reads what a checkpoint says of itself. The tensors are not read, so damage to them goes unnoticed.
 *
 * @throws TrainingError CHECKPOINT_DAMAGED, naming the file, where its header is damaged or its length is wrong
 */
export function readCheckpointSummary(path: string): Promise<CheckpointSummary> {
  return orDamaged(path, async () => summaryOf(await readSafetensorsMetadata(path)))
}

function sha256Of(parts: readonly Uint8Array[]): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('hex')
}

async function orDamaged<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    throw damage(`The checkpoint ${path}`, error)
  }
}
