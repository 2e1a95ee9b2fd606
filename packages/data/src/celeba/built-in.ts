import { join } from 'node:path'
import type { DataSetFamily } from '../catalogue/data-set-family.js'
import { faceOptions } from '../catalogue/option-schemas.js'
import { directoryOf } from '../fetch/data-directory.js'
import { type FileStatus, statusOf } from '../fetch/file-status.js'
import { findImages, folderImages, obtainArchive } from './images.js'
import { loadCelebA } from './load.js'
import { home, publishedArchive, publishedCounts, terms } from './published.js'

export const builtInCelebA: DataSetFamily = {
  name: 'celeba',
  title: 'CelebA',
  description:
    'Aligned faces, cut and scaled to 32 x 32 colours, 162,770 + 19,867 + 19,962. From Liu, Luo, Wang and Tang 2015.',
  terms,
  home,
  bytes: publishedArchive.bytes ?? 0,
  options: faceOptions,
  load: loadCelebA,
  async fetch({ directory = directoryOf('celeba'), ...options } = {}) {
    const images = await findImages({ ...options, directory })
    await images.check().finally(images.close)
  },
  verify: async ({ directory = directoryOf('celeba') } = {}) => [await verify(directory)],
}

/** The archive by its checksum; an unpacked folder, which has none, by the number of its images. */
async function verify(directory: string): Promise<FileStatus> {
  const path = join(directory, 'img_align_celeba')
  const folder = await folderImages(path)
  if (folder === undefined) {
    return statusOf(join(directory, publishedArchive.name), obtainArchive({ directory, download: false }))
  }
  const published = Object.values(publishedCounts).reduce((sum, count) => sum + count, 0)
  if (folder.names.length === published) return { path, state: 'right' }
  return {
    path,
    state: 'wrong',
    problem: `${path} has ${folder.names.length} images, expected ${published}. Those that are there are used; to have them all, remove the folder and fetch again`,
  }
}
