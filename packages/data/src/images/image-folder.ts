import { readdir, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { DataError } from '../errors.js'

export interface ImageFile {
  readonly path: string
  /** The name of the sub-folder it lies in, where there are sub-folders. */
  readonly label?: string
}

/** One split, called train, or both. */
export interface ImageSplits {
  readonly train: readonly ImageFile[]
  readonly test?: readonly ImageFile[]
}

/**
 * The images of a folder by split, in the order of their names. Sub-folders are classes; but where one is called `train`, it and
 * `test` beside it are the splits, and their sub-folders the classes.
 *
 * @throws DataError `BAD_FILE` where there are no images, or both images and sub-folders
 */
export async function listImages(folder: string): Promise<ImageSplits> {
  const { folders } = await contentsOf(folder)
  if (!folders.includes('train')) return { train: await imagesOf(folder) }
  const train = await imagesOf(join(folder, 'train'))
  return folders.includes('test') ? { train, test: await imagesOf(join(folder, 'test')) } : { train }
}

async function imagesOf(folder: string): Promise<readonly ImageFile[]> {
  const { images, folders } = await contentsOf(folder)
  if (images.length > 0 && folders.length > 0) {
    throw new DataError(
      'BAD_FILE',
      `${folder} has both images (${images[0]}) and sub-folders (${folders[0]}): expected either images alone, or a sub-folder of images for each class`,
    )
  }
  if (folders.length === 0) return nonEmpty(images, folder).map((name) => ({ path: join(folder, name) }))
  const classes = await Promise.all(
    folders.map(async (label) => {
      const { images } = await contentsOf(join(folder, label))
      return nonEmpty(images, join(folder, label)).map((name) => ({ path: join(folder, label, name), label }))
    }),
  )
  return classes.flat()
}

function nonEmpty(images: readonly string[], folder: string): readonly string[] {
  if (images.length > 0) return images
  throw new DataError('BAD_FILE', `${folder} has no images: expected files that end in .png, .jpg or .jpeg`)
}

interface Contents {
  readonly images: readonly string[]
  readonly folders: readonly string[]
}

async function contentsOf(folder: string): Promise<Contents> {
  const entries = await readdir(folder, { withFileTypes: true })
  const visible = entries.filter(({ name }) => !name.startsWith('.')) // .DS_Store, and ._ files beside every image
  const folders = await Promise.all(
    visible.map(async (entry) =>
      entry.isSymbolicLink() ? (await stat(join(folder, entry.name))).isDirectory() : entry.isDirectory(),
    ),
  )
  const isImage = (name: string) => ['.png', '.jpg', '.jpeg'].includes(extname(name).toLowerCase())
  const names = (wanted: (name: string, isFolder: boolean) => boolean) =>
    visible.flatMap(({ name }, k) => (wanted(name, folders[k]!) ? [name] : [])).sort()
  return {
    images: names((name, isFolder) => !isFolder && isImage(name)),
    folders: names((_, isFolder) => isFolder),
  }
}
