import { readdir, realpath, stat } from 'node:fs/promises'
import { basename, extname, join, relative } from 'node:path'
import { DataError } from '../errors.js'
import { imageEndings, readFormats, unreadEndings } from './image-formats.js'
import type { ImageFile } from './read-images.js'

export interface LabelledFile extends ImageFile {
  /** The name of the sub-folder it lies in, where there are sub-folders. */
  readonly label?: string
}

/** One split, called train, or both. */
export interface ImageSplits {
  readonly train: readonly LabelledFile[]
  readonly test?: readonly LabelledFile[]
  /** What is in the folder and was left out, counted and named. */
  readonly remarks: readonly string[]
}

/** Names of the folders of splits, in lower case; of those for testing the first that is there. */
const splitNames = { train: ['train', 'training'], test: ['test', 'testing', 'val', 'valid', 'validation'] }

/**
 * The images of a folder by split, in the order of their names. Sub-folders are classes, with all that lies below them; but where
 * one is called `train`, it and `test` beside it (or `val`) are the splits, and their sub-folders the classes.
 *
 * @throws DataError `BAD_FILE` where there are no images, or both images and sub-folders of images
 */
export async function listImages(folder: string): Promise<ImageSplits> {
  const tree = inner(await treeOf(folder))
  const named = (names: readonly string[]) =>
    names.flatMap((name) => tree.folders.find(({ path }) => basename(path).toLowerCase() === name) ?? [])[0]
  const train = named(splitNames.train)
  if (train === undefined) return { train: imagesOf(tree), remarks: remarksOn(folder, tree, []) }
  const test = named(splitNames.test)
  const left = tree.folders.filter((each) => each !== train && each !== test && all(each).length > 0)
  const remarks = remarksOn(folder, tree, [
    ...tree.images.map(({ path }) => path),
    ...left.map(({ path }) => `${path} (a folder of images beside those of the splits)`),
  ])
  return { train: imagesOf(train), ...(test && { test: imagesOf(test) }), remarks }
}

/** A folder, and all below it. */
interface Tree {
  readonly path: string
  readonly images: readonly ImageFile[]
  readonly folders: readonly Tree[]
  /** Paths of files that are no images, and of links that lead nowhere. */
  readonly skipped: readonly string[]
}

/** What systems leave in folders. */
const ofSystems = /^(?:\.|thumbs\.db$|desktop\.ini$|__macosx$)/i

async function treeOf(path: string, above: readonly string[] = []): Promise<Tree> {
  const real = await realpath(path)
  if (above.includes(real)) return { path, images: [], folders: [], skipped: [path] } // a link to a folder that it lies in
  const entries = (await readdir(path)).filter((name) => !ofSystems.test(name)).sort()
  const kinds = await Promise.all(entries.map((name) => kindOf(join(path, name))))
  const paths = (wanted: Kind) => entries.flatMap((name, k) => (kinds[k] === wanted ? [join(path, name)] : []))
  const folders = await Promise.all(paths('folder').map((folder) => treeOf(folder, [...above, real])))
  return { path, images: paths('image').map((path) => ({ path })), folders, skipped: paths('other') }
}

type Kind = 'folder' | 'image' | 'other'

async function kindOf(path: string): Promise<Kind> {
  const status = await stat(path).catch(() => undefined) // a link to nothing
  if (status?.isDirectory()) return 'folder'
  const isImage = imageEndings.some((ending) => ending === extname(path).toLowerCase())
  return status?.isFile() && isImage ? 'image' : 'other'
}

/** A folder that holds nothing but one other, as unpacking an archive makes, stands for that one. */
function inner(tree: Tree): Tree {
  const [only, ...others] = tree.folders
  const isWrapper = tree.images.length === 0 && others.length === 0 && only !== undefined
  return isWrapper && only.images.length === 0 && only.folders.length > 0
    ? inner({ ...only, skipped: [...tree.skipped, ...only.skipped] })
    : tree
}

const all = ({ images, folders }: Tree): readonly ImageFile[] => [...images, ...folders.flatMap(all)]

/** The images of a split: all of one kind, or a class for each sub-folder that has any. */
function imagesOf(tree: Tree): readonly LabelledFile[] {
  const classes = tree.folders.filter((folder) => all(folder).length > 0)
  if (tree.images.length > 0 && classes.length > 0) {
    throw new DataError(
      'BAD_FILE',
      `${tree.path} has both images (${basename(tree.images[0]!.path)}) and sub-folders (${basename(classes[0]!.path)}): expected either images alone, or a sub-folder of images for each class`,
    )
  }
  const files = classes.flatMap((folder) => all(folder).map((file) => ({ ...file, label: basename(folder.path) })))
  if (tree.images.length + files.length > 0) return tree.images.length > 0 ? tree.images : files
  const skipped = allSkipped(tree)
  const instead = skipped.length === 0 ? '' : `; it has ${namesOf(tree.path, skipped)}`
  throw new DataError(
    'BAD_FILE',
    `${tree.path} has no images: expected files of ${readFormats}, called .png, .jpg and so on${instead}${unreadAdvice(skipped)}`,
  )
}

const allSkipped = ({ skipped, folders }: Tree): readonly string[] => [...skipped, ...folders.flatMap(allSkipped)]

const isUnread = (path: string) => unreadEndings.includes(extname(path).toLowerCase())

const unreadAdvice = (paths: readonly string[]) =>
  paths.some(isUnread) ? `. Images of other formats are not read: convert them, such as to PNG` : ''

function remarksOn(folder: string, tree: Tree, beside: readonly string[]): readonly string[] {
  const skipped = [...allSkipped(tree), ...beside]
  const empty = tree.folders.filter((each) => all(each).length === 0 && allSkipped(each).length === 0)
  return [
    ...(skipped.length === 0
      ? []
      : [`skipped, not being images that are read: ${namesOf(folder, skipped)}${unreadAdvice(skipped)}`]),
    ...(empty.length === 0
      ? []
      : [
          `empty sub-folders: ${namesOf(
            folder,
            empty.map(({ path }) => path),
          )}`,
        ]),
  ]
}

/** How many, and the first names. */
function namesOf(folder: string, paths: readonly string[]): string {
  const names = paths.slice(0, 3).map((path) => relative(folder, path))
  const more = paths.length > names.length ? ` and ${paths.length - names.length} more` : ''
  return `${names.join(', ')}${more}`
}
