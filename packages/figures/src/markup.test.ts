import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { escapeText, markup, raw } from './markup.js'

it('escapes every character that could end text or an attribute, and nothing gets lost', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => {
      const escaped = escapeText(text)
      expect(escaped).not.toMatch(/[<>"']/)
      const back = escaped
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&quot;', '"')
        .replaceAll('&#39;', "'")
        .replaceAll('&amp;', '&')
      expect(back).toBe(text)
    }),
    { seed: 1 },
  )
})

it('drops the control characters that no XML document may hold', () => {
  expect(escapeText('a\u0000b\u001bc\td\n')).toBe('abc\td\n')
})

it('escapes strings, rounds numbers, joins lists and keeps markup', () => {
  expect(markup`<a b="${'"'}">${[1 / 3, raw('<i/>'), undefined, '&']}</a>`.markup).toBe(
    '<a b="&quot;">0.33<i/>&amp;</a>',
  )
})
