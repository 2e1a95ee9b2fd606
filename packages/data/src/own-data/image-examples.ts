import { type LabelledFile, listImages } from '../images/image-folder.js'
import { type ReadImagesOptions, readImages } from '../images/read-images.js'
import { type Examples, type ExamplesBySplit, memoryLimit } from './examples.js'
import type { DataSource } from './source.js'

export interface ImageFolderOptions extends Omit<ReadImagesOptions, 'limit'> {
  /** `false` where sub-folders are no classes. */
  readonly labels?: string | number | false | undefined
}

/** Whatever numbers occur in images. */
const range = [0, 255] as const

/** The images of a folder. Both splits are read, since grey or coloured they must be alike. */
export async function readImageExamples(path: string, options: ImageFolderOptions): Promise<ExamplesBySplit> {
  const { train, test, remarks } = await listImages(path)
  const images = await readImages([...train, ...(test ?? [])], { ...options, limit: memoryLimit })
  const { shape, pixels, height, width, channels } = images
  const dim = pixels.length / (train.length + (test?.length ?? 0))
  const examples = (files: readonly LabelledFile[], start: number): Examples => {
    const labels = files.flatMap(({ label }) => label ?? [])
    return {
      shape,
      numbers: pixels.subarray(start * dim, (start + files.length) * dim),
      labels: labels.length > 0 && options.labels !== false ? labels : undefined,
    }
  }
  return {
    train: examples(train, 0),
    ...(test && { test: examples(test, train.length) }),
    range,
    layout: { image: { height, width, channels } },
    remarks: [...remarks, ...images.remarks],
  }
}

/** One image. */
export async function readOneImage(source: DataSource, options: ImageFolderOptions): Promise<ExamplesBySplit> {
  const file = { path: source.name, bytes: await source.bytes() }
  const { shape, pixels, height, width, channels, remarks } = await readImages([file], {
    ...options,
    limit: memoryLimit,
  })
  return { train: { shape, numbers: pixels }, range, layout: { image: { height, width, channels } }, remarks }
}
