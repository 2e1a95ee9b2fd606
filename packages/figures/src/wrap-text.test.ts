import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { textWidth } from './theme.js'
import { wrapText } from './wrap-text.js'

it('keeps every word in order, and every line of several words within the width', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-z]{1,9}$/)), fc.integer({ min: 10, max: 120 }), (words, width) => {
      const lines = wrapText(words.join(' '), width, 10)
      expect(lines.join(' ')).toBe(words.join(' '))
      for (const line of lines) expect(!line.includes(' ') || textWidth(line, 10) <= width).toBe(true)
    }),
    { seed: 5 },
  )
})

it('fills each line before it begins the next', () => {
  expect(wrapText('slabs of the first image', 60, 10)).toEqual(['slabs of the', 'first image'])
})
