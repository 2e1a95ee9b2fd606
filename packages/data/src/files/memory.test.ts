import { expect, it } from 'vitest'
import { smileyDataSet } from '../smiley/data-set.js'
import { requireMemory } from './memory.js'

it('what does not fit is refused with both sizes, what fits to the byte is not', () => {
  requireMemory(8e9, 'all', { memory: 8e9 })
  expect(() => requireMemory(8e9 + 1, '9 images', { memory: 8e9 })).toThrow(
    '9 images would take at least 8 GB of memory, and there are 8 GB here: ask for fewer',
  )
})

it('smileys that no machine holds are refused before any is drawn', () => {
  expect(() => smileyDataSet({ count: 1e12, seed: 1 })).toThrow(expect.objectContaining({ code: 'TOO_LARGE' }))
})
