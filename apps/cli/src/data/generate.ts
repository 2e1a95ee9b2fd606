import { encodeNpy, encodeNpz, smileyDataSet } from '@vsc/data'
import { imageGridPng } from '@vsc/figures'
import type { Terminal } from '../terminal.js'
import { type Output, writeOutput } from '../write-result.js'

export interface GenerateOptions extends Output {
  readonly count: number
  readonly seed: number
  readonly split: 'train' | 'test'
}

/** `vsc data generate`: smileys, and in a .npz file all that generated them. */
export async function generate({ out, format, ...options }: GenerateOptions, terminal: Terminal): Promise<void> {
  const { count, shape, images, present, spikes, values, sources } = smileyDataSet(options)
  const [height = 0, width = 0] = shape
  const arrayOf = <A extends { readonly length: number }>(data: A) => ({ shape: [count, data.length / count], data })
  const formats = {
    '.npz': () =>
      encodeNpz({
        images: { shape: [count, ...shape], data: images },
        present: arrayOf(present),
        spikes: arrayOf(spikes),
        values: arrayOf(values),
        sources: arrayOf(sources),
      }),
    '.npy': () => encodeNpy({ shape: [count, ...shape], data: images }),
    '.png': () =>
      imageGridPng({ count, height, width, channels: 1, data: images }, { columns: Math.ceil(Math.sqrt(count)) }),
  }
  await writeOutput({ out, format }, formats, terminal)
}
