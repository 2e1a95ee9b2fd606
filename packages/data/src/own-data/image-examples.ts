import { type ImageFile, listImages } from '../images/image-folder.js'
import { type ReadImagesOptions, readImages } from '../images/read-images.js'
import { type Examples, type ExamplesBySplit, memoryLimit } from './examples.js'

export interface ImageFolderOptions extends Omit<ReadImagesOptions, 'limit'> {
  /** `false` where sub-folders are no classes. */
  readonly labels?: string | false | undefined
}

/** The images of a folder. Both splits are read, since grey or coloured they must be alike. */
export async function readImageExamples(path: string, options: ImageFolderOptions): Promise<ExamplesBySplit> {
  const { train, test } = await listImages(path)
  const { shape, pixels } = await readImages([...train, ...(test ?? [])], { ...options, limit: memoryLimit })
  const dim = pixels.length / (train.length + (test?.length ?? 0))
  const examples = (files: readonly ImageFile[], start: number): Examples => {
    const labels = files.flatMap(({ label }) => label ?? [])
    return {
      shape,
      numbers: pixels.subarray(start * dim, (start + files.length) * dim),
      labels: labels.length > 0 && options.labels !== false ? labels : undefined,
    }
  }
  return test === undefined
    ? { train: examples(train, 0) }
    : { train: examples(train, 0), test: examples(test, train.length) }
}
