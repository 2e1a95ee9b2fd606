import { encodeNpy } from '@vsc/data'
import { type GridOptions, imageGridPng } from '@vsc/figures'
import { writeResult } from '../write-result.js'
import { asImages, type Examples } from './as-images.js'

/** Writes examples as an image grid (.png) or as numbers (.npy, [n, ...shape]), as the file's name says. */
export async function writeExamples(path: string, examples: Examples, grid: GridOptions): Promise<void> {
  const { count, data, like } = examples
  await writeResult(path, {
    '.png': () => imageGridPng(asImages(examples), grid),
    '.npy': () => encodeNpy({ shape: [count, ...like.shape], data }),
  })
}
