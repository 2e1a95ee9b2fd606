import { zipSync } from 'fflate'
import { encodeNpy, type NpyArray } from './encode-npy.js'

/** The arrays of a .npz file by name. */
export type NpzArrays = Readonly<Record<string, NpyArray>>

/**
 * The bytes of a .npz file with these arrays, compressed as `np.savez_compressed` does. The same arrays give the same bytes.
 *
 * @throws DataError `WRONG_LENGTH` as `encodeNpy`
 */
export function encodeNpz(arrays: NpzArrays): Uint8Array {
  const files = Object.entries(arrays).map(([name, array]) => [`${name}.npy`, encodeNpy(array)] as const)
  return zipSync(Object.fromEntries(files), { mtime: '1980-01-01T00:00' }) // the date that NumPy writes
}
