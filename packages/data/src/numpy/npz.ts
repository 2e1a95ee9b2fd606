import { openZip } from '../archive/zip.js'
import { DataError } from '../errors.js'
import type { NpyArray } from './encode-npy.js'
import type { NpzArrays } from './encode-npz.js'
import { readNpyStream } from './npy.js'

/** A .npz file of which single arrays are read: others may be pickled objects, which cannot be read here. */
export interface Npz {
  readonly names: readonly string[]
  /** Files in it that are no arrays: where there are only such, it is an archive of something else. */
  readonly others: readonly string[]
  /** The bytes of an array's .npy file, and how many they are. */
  stream(name: string): { readonly chunks: AsyncIterable<Uint8Array>; readonly size: number; readonly name: string }
  close(): void
}

/** What deflate can shrink zeros to: an array of zeros is no bomb. */
const strongestCompression = 1032

/**
 * Reads every array of a .npz file, compressed or not.
 *
 * @throws DataError `FILE_NOT_FOUND`, `BAD_FILE` where the archive or an array in it is damaged, or is of another kind than `readNpy`
 * reads, `UNSAFE_ARCHIVE`
 * @example
 * import { mkdtempSync, writeFileSync } from 'node:fs'
 * import { tmpdir } from 'node:os'
 * import { join } from 'node:path'
 * const path = join(mkdtempSync(join(tmpdir(), 'npz-')), 'codes.npz')
 * writeFileSync(path, encodeNpz({ codes: { shape: [2, 2], data: Float32Array.of(1, 0, 0, 2) } })) // np.load reads it
 * const { codes } = await readNpz(path)
 */
export async function readNpz(path: string): Promise<NpzArrays> {
  const npz = await openNpz(path)
  try {
    const arrays: [string, NpyArray][] = []
    for (const name of npz.names) {
      const { chunks, ...source } = npz.stream(name)
      arrays.push([name, await readNpyStream(chunks, source)])
    }
    return Object.fromEntries(arrays) // which takes every name, also __proto__
  } finally {
    npz.close()
  }
}

/** @throws DataError `FILE_NOT_FOUND`, `BAD_FILE`, `UNSAFE_ARCHIVE`; `stream` throws `UNKNOWN_NAME` */
export async function openNpz(source: string | Uint8Array, path = String(source)): Promise<Npz> {
  const archive = await openZip(source, { name: path, limits: { ratio: strongestCompression } })
  const files = new Map(
    [...archive.files.keys()].filter((file) => file.endsWith('.npy')).map((file) => [file.slice(0, -4), file]),
  )
  return {
    names: [...files.keys()],
    others: [...archive.files.keys()].filter((file) => !file.endsWith('.npy')),
    stream(name) {
      const file = files.get(name)
      if (file === undefined) {
        throw new DataError('UNKNOWN_NAME', `${path} has no array '${name}': it has ${listOf([...files.keys()])}`)
      }
      return { chunks: archive.stream(file), size: archive.files.get(file)!, name: `${file} in ${path}` }
    },
    close: () => archive.close(),
  }
}

/** Names for an error message: "'x', 'y'". */
export const listOf = (names: readonly string[]): string =>
  names.length === 0 ? 'none' : names.map((name) => `'${name}'`).join(', ')
