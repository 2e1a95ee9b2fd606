import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DataSet } from '@vsc/data'
import { writeFileAtomically } from './atomic-file.js'

/** Bytes that are kept of the SHA-256 of each example: enough to tell millions of them apart. */
const kept = 8

/** Numbers that are read at a time. */
const chunk = 2 ** 20

const fileIn = (directory: string): string => join(directory, 'examples.bin')

/**
 * Writes down which examples a run is trained on, as the model sees them: the first 8 bytes of the SHA-256 of each, in the order of the
 * data set. What is there already is of the same examples, and stays.
 */
export async function writeExampleDigests(directory: string, data: DataSet): Promise<void> {
  const path = fileIn(directory)
  const before = await readFile(path).catch(() => undefined)
  if (before?.length === data.count * kept) return
  const digests = Buffer.alloc(data.count * kept)
  let at = 0
  for (const digest of digestsOf(data)) at += digest.copy(digests, at, 0, kept)
  await writeFileAtomically(path, digests)
}

/**
 * Which of these examples a run was trained on, whatever files they came from: [N], 1 where it was. They must be prepared as the run's
 * were. Undefined where the run does not say, as those of earlier versions and those on data that have a name.
 */
export async function seenInTraining(directory: string, data: DataSet): Promise<Uint8Array | undefined> {
  const digests = await readFile(fileIn(directory)).catch(() => undefined)
  if (digests === undefined || digests.length === 0 || digests.length % kept !== 0) return undefined
  const known = new Set<bigint>()
  for (let at = 0; at < digests.length; at += kept) known.add(digests.readBigUInt64LE(at))
  const seen = new Uint8Array(data.count)
  let n = 0
  for (const digest of digestsOf(data)) seen[n++] = known.has(digest.readBigUInt64LE(0)) ? 1 : 0
  return seen
}

function* digestsOf({ count, dim, read }: DataSet): Generator<Buffer> {
  const rows = Math.max(1, Math.floor(chunk / dim))
  for (let start = 0; start < count; start += rows) {
    const numbers = read(Uint32Array.from({ length: Math.min(rows, count - start) }, (_, k) => start + k))
    const bytes = Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength)
    const width = dim * Float32Array.BYTES_PER_ELEMENT
    for (let at = 0; at < bytes.length; at += width) {
      yield createHash('sha256')
        .update(bytes.subarray(at, at + width))
        .digest()
    }
  }
}
