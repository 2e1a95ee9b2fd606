import { expect, it } from 'vitest'
import { changesBetween, changesInWords } from './changes.js'

it('names each key that differs, and none that only was said again', () => {
  const before = { model: { alpha: 0.1, trunk: [1, 2] }, seed: 1 }
  expect(changesBetween(before, { seed: 1, model: { trunk: [1, 2], alpha: 0.1 } })).toEqual([])
  const changes = changesBetween(before, { model: { alpha: 0.2, trunk: [1, 3] }, seed: 1, engine: 'auto' })
  expect(changesInWords(changes)).toBe(
    'model.alpha is 0.1, and 0.2 is asked for; model.trunk is [1,2], and [1,3] is asked for; engine is not set, and "auto" is asked for',
  )
})
