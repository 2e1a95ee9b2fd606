import { join } from 'node:path'
import { renderSmiley } from '@vsc/data'
import { readNpz } from '@vsc/data/node'
import { describe, expect, it } from 'vitest'

const folder = process.env.VSC_DATA_DIR

describe.skipIf(folder === undefined)("the authors' published images (skipped unless VSC_DATA_DIR is set)", () => {
  it('are drawn to the bit from their attributes and variables, all 4,000', async () => {
    const { images, present, values } = await readNpz(join(folder ?? '', 'smiley-authors-sample.npz'))
    expect(images?.shape).toEqual([4000, 32, 32])
    expect(values?.shape).toEqual([4000, 18])
    const different = Array.from({ length: 4000 }, (_, i) => i).filter((i) => {
      const drawn = renderSmiley({
        present: present!.data.subarray(i * 4, (i + 1) * 4),
        values: values!.data.subarray(i * 18, (i + 1) * 18),
      })
      const published = images!.data.subarray(i * 1024, (i + 1) * 1024)
      return drawn.length !== 1024 || drawn.some((pixel, k) => pixel !== published[k])
    })
    expect(different).toEqual([])
  })
})
