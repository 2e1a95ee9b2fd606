import { type DataSet, smileyDataSet } from '@vsc/data'
import { defineLab } from '@vsc/lab'

/** Pixels of a side, half of a smiley's. */
const size = 16

/** Smileys of half the size, each pixel the mean of four: small enough for a model that is kept in the repository. */
export function smallSmileys({ count, split }: { readonly count: number; readonly split: 'train' | 'test' }): DataSet {
  const whole = smileyDataSet({ count, seed: 1, split })
  const [, width = 0] = whole.shape
  return {
    name: 'small-smiley',
    count,
    dim: size * size,
    shape: [size, size],
    range: [0, 1],
    provenance: { split },
    factors: whole.factors,
    read(indices, out = new Float32Array(indices.length * size * size)) {
      const images = whole.read(indices)
      for (let k = 0; k < out.length; k++) {
        const [row, column] = [Math.floor(k / size), k % size]
        const first = 2 * row * width + 2 * column
        out[k] = (images[first]! + images[first + 1]! + images[first + width]! + images[first + width + 1]!) / 4
      }
      return out
    },
  }
}

export default defineLab({
  dataSets: [
    {
      name: 'small-smiley',
      title: 'Small Smiley',
      load: async ({ split = 'train' }) => smallSmileys({ count: split === 'train' ? 10_000 : 500, split }),
    },
  ],
})
