import { join } from 'node:path'
import type { DataSetFamily } from '../catalogue/data-set-family.js'
import { directoryOf } from '../fetch/data-directory.js'
import { type FileStatus, statusOf } from '../fetch/file-status.js'
import { readUciHar } from './data-set.js'
import { findFolder, obtainArchive } from './find-source.js'
import { loadUciHar } from './load.js'
import { publishedArchives, publishedRows } from './published.js'
import { folderSource } from './source.js'

export const builtInUciHar: DataSetFamily = {
  name: 'uci-har',
  title: 'UCI-HAR',
  description:
    "561 features of a smartphone's movements for each window of 2.56 s, six activities of thirty people, 7,352 + 2,947. From Anguita, Ghio, Oneto, Parra and Reyes-Ortiz 2013.",
  terms: 'to be cited; no commercial use, as its README says',
  home: 'https://doi.org/10.24432/C54S4K',
  bytes: 62_600_000,
  load: loadUciHar,
  async fetch({ directory = directoryOf('uci-har'), ...options } = {}) {
    if (findFolder(directory) === undefined) await obtainArchive({ ...options, directory })
  },
  verify: async ({ directory = directoryOf('uci-har') } = {}) => [await verify(directory)],
}

/** An archive by its checksum; the unpacked folder, which has none, by reading it through. */
async function verify(directory: string): Promise<FileStatus> {
  const folder = findFolder(directory)
  if (folder !== undefined) return statusOf(folder, readThrough(folder))
  const archive = obtainArchive({ directory, download: false })
  const path = await archive.catch(() => join(directory, publishedArchives[0]!.name))
  return statusOf(path, archive)
}

async function readThrough(folder: string): Promise<void> {
  const source = folderSource(folder)
  for (const split of ['train', 'test'] as const) await readUciHar(source, { split, rows: publishedRows[split] })
}
