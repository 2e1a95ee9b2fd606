import type { DataSet } from '@vsc/data'
import type { RunKeeper } from '../run-keeper.js'
import { writeExampleDigests } from './example-digests.js'
import { openRunFolder } from './run-folder.js'

/** Keeps a run in a folder, and with it which examples it is trained on where nobody else could say. */
export const keepInFolder =
  (place: { readonly directory: string; readonly resume: boolean }): RunKeeper =>
  async ({ data, ...begun }) => {
    const folder = await openRunFolder({ ...place, ...begun })
    try {
      if (isOwnData(data)) await writeExampleDigests(place.directory, data)
      return folder
    } catch (error) {
      const message = error instanceof Error ? error.message : `${error}`
      await folder.close({ state: 'failed', iteration: 0, message }).catch(() => {})
      throw error
    }
  }

/** Data of a name are known by it; of anyone's own the examples are written down, since their file may change or be gone. */
const isOwnData = ({ provenance }: DataSet): boolean => typeof provenance.sha256 === 'string'
