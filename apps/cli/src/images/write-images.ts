import { encodeNpy } from '@vsc/data'
import { type GridOptions, imageGridPng } from '@vsc/figures'
import type { Terminal } from '../terminal.js'
import { type Output, writeOutput, writeResult } from '../write-result.js'
import { asImages, type Examples } from './as-images.js'
import { boundedGrid } from './bounded-grid.js'

/** Writes examples as an image grid (.png) or as numbers (.npy, [n, ...shape]), as the file's name says. */
export const writeExamples = (path: string, examples: Examples, grid: GridOptions): Promise<void> =>
  writeResult(path, formatsOf(examples, grid))

/** The same as all that a command prints: `-` is standard output. */
export const printExamples = (
  output: Output,
  examples: Examples,
  grid: GridOptions,
  terminal: Terminal,
): Promise<void> => writeOutput(output, formatsOf(examples, grid), terminal)

const formatsOf = (examples: Examples, grid: GridOptions) => ({
  '.png': () => {
    const bounded = boundedGrid(asImages(examples), grid)
    return imageGridPng(bounded.images, bounded.grid)
  },
  '.npy': () => encodeNpy({ shape: [examples.count, ...examples.like.shape], data: examples.data }),
})
