import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { openZip } from '../archive/zip.js'
import { DataError } from '../errors.js'
import { type FetchOptions, obtainFile } from '../fetch/obtain-file.js'
import type { ImageSource } from '../images/decode-image.js'
import { placeByHand, publishedArchive } from './published.js'

/** Where the images of CelebA are read from. */
export interface CelebAImages {
  /** The files' names, such as `000001.jpg`, in ascending order. */
  readonly names: readonly string[]
  /** Makes sure that these are the published images, as far as a checksum tells; to be called before the first is read. */
  check(): Promise<void>
  read(name: string): Promise<ImageSource>
  close(): void
}

/**
 * The images in `directory`: the folder `img_align_celeba`, or the archive of that name, which is downloaded where there is neither.
 *
 * @throws DataError as `obtainFile`, with how to place the images by hand
 */
export async function findImages(options: FetchOptions & { readonly directory: string }): Promise<CelebAImages> {
  const { directory } = options
  const folder = await folderImages(join(directory, 'img_align_celeba'))
  if (folder !== undefined) return folder
  const path = join(directory, publishedArchive.name)
  // One that is there is checked only before it is decoded: that takes seconds.
  const archive = await archiveImages(path, () => obtainArchive(options)).catch((error) => {
    if (error instanceof DataError && error.code === 'FILE_NOT_FOUND') return undefined
    throw error
  })
  if (archive !== undefined) return archive
  await obtainArchive(options)
  return archiveImages(path, async () => {})
}

/**
 * Makes sure that the published archive is in `directory`.
 *
 * @throws DataError as `obtainFile`, with how to place the images by hand
 */
export async function obtainArchive(options: FetchOptions & { readonly directory: string }): Promise<void> {
  try {
    await obtainFile(publishedArchive, options)
  } catch (error) {
    if (!(error instanceof DataError)) throw error
    throw new DataError(error.code, `${error.message}\n${placeByHand(options.directory)}`, { cause: error })
  }
}

/** The images of an unpacked folder; undefined where there is none or it has no images. */
export async function folderImages(folder: string): Promise<CelebAImages | undefined> {
  const files = await readdir(folder).catch((): string[] => [])
  const names = files.filter(isImage).sort()
  // Some programs unpack an archive into a folder of its name.
  if (names.length === 0)
    return files.includes(basename(folder)) ? folderImages(join(folder, basename(folder))) : undefined
  return {
    names,
    check: async () => {},
    read: async (name) => ({ name: join(folder, name), bytes: await readFile(join(folder, name)) }),
    close: () => {},
  }
}

/**
 * The images of an archive, in whatever folder in it.
 *
 * @throws DataError as `openZip`; `BAD_FILE` where it has no images
 */
export async function archiveImages(path: string, check: () => Promise<void>): Promise<CelebAImages> {
  const archive = await openZip(path)
  const entries = new Map<string, string>()
  for (const entry of archive.files.keys()) {
    const name = basename(entry)
    if (isImage(name) && !entry.startsWith('__MACOSX/')) entries.set(name, entry)
  }
  if (entries.size === 0) {
    archive.close()
    throw new DataError('BAD_FILE', `${path} has no images such as 000001.jpg`)
  }
  return {
    names: [...entries.keys()].sort(),
    check,
    read: async (name) => ({
      name: `${name} in ${path}`,
      bytes: await archive.read(entries.get(name) ?? name, { limit: largestImage }),
    }),
    close: archive.close,
  }
}

const isImage = (name: string) => /^\d{6}\.jpg$/.test(name)

/** Bytes; the published images have 2 to 30 kB. */
const largestImage = 2 ** 20
