import { type Checkpoint, checkDigest, checkpointParts, damage, takeApart } from './checkpoint.js'
import { TrainingError } from './errors.js'

/**
 * The bytes of a checkpoint's file, such as a page offers for download: what `vsc evaluate FILE.safetensors` and `readCheckpoint` of
 * @vsc/training/node read.
 *
 * @throws TrainingError UNSUPPORTED in a page that was not loaded over https and has no `crypto.subtle`
 * @example
 * import { constant, createVsc } from '@vsc/core'
 * import { smileyDataSet } from '@vsc/data'
 * import { createEngine } from '@vsc/engine'
 *
 * const { keeper, newest } = keepInMemory()
 * await train({
 *   model: createVsc({ dataDim: 1024, latentDim: 2, hiddenDim: 4, likelihood: 'bernoulli' }),
 *   data: smileyDataSet({ count: 50, seed: 1 }),
 *   engine: await createEngine(),
 *   config: {
 *     iterations: 2,
 *     batchSize: 10,
 *     learningRate: constant(1e-3),
 *     schedules: { lambda: constant(1), slope: constant(100) },
 *   },
 *   keeper,
 * })
 * const file = await encodeCheckpoint(newest()!)
 * const { iteration } = await decodeCheckpoint(file) // 2
 */
export async function encodeCheckpoint(checkpoint: Checkpoint): Promise<Uint8Array<ArrayBuffer>> {
  const { parts, setDigest } = checkpointParts(checkpoint)
  setDigest(await sha256Of(together(parts)))
  return together(parts)
}

/**
 * A checkpoint from the bytes of its file.
 *
 * @throws TrainingError CHECKPOINT_DAMAGED unless every byte is as it was written; UNSUPPORTED as `encodeCheckpoint`
 */
export async function decodeCheckpoint(file: Uint8Array): Promise<Checkpoint> {
  try {
    const own = new Uint8Array(file)
    const { checkpoint, digest } = takeApart(own)
    checkDigest(await sha256Of(own), digest)
    return checkpoint
  } catch (error) {
    if (error instanceof TrainingError && error.code === 'UNSUPPORTED') throw error
    throw damage('The checkpoint', error)
  }
}

function together(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let position = 0
  for (const part of parts) {
    whole.set(part, position)
    position += part.length
  }
  return whole
}

async function sha256Of(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const { subtle } = globalThis.crypto
  if (subtle === undefined) {
    throw new TrainingError(
      'UNSUPPORTED',
      'A checkpoint needs a digest, which the browser computes only in pages that were loaded safely: open this one over https, or from localhost.',
    )
  }
  const digest = new Uint8Array(await subtle.digest('SHA-256', bytes))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
