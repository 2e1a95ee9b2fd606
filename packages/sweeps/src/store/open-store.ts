import { folderStore, openRunStore, type RunStore } from '@vsc/lab'
import { SweepsError } from '../errors.js'
import { s3Store } from './s3-store.js'

/**
 * Opens the store at an address: a folder, or a bucket as `s3://BUCKET/PREFIX`.
 *
 * @throws SweepsError BAD_STORE, MISSING_PACKAGE; LabError STORE_UNUSABLE where it cannot be read and written
 * @example
 * import { mkdtempSync } from 'node:fs'
 * import { tmpdir } from 'node:os'
 * import { join } from 'node:path'
 *
 * const folder = mkdtempSync(join(tmpdir(), 'store-'))
 * const [here, there] = [await openStore(folder), await openStore(folder)]
 * console.log(here.id === there.id) // true
 */
export async function openStore(address: string): Promise<RunStore> {
  if (address.trim() === '')
    throw new SweepsError('BAD_STORE', 'the store has no name: expected a folder, or s3://BUCKET/PREFIX')
  const [, scheme] = /^([a-z][a-z0-9+.-]+):\/\//i.exec(address) ?? []
  if (scheme !== undefined && scheme !== 's3') {
    throw new SweepsError(
      'BAD_STORE',
      `there is no store of the kind ${scheme}://: expected a folder, or s3://BUCKET/PREFIX`,
    )
  }
  return openRunStore(scheme === 's3' ? await s3Store(address) : folderStore(address))
}
