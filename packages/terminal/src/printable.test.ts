import { expect, it } from 'vitest'
import { printable } from './printable.js'

it('shows what a terminal would obey, and leaves lines and letters of every alphabet as they are', () => {
  expect(printable('\u001b[31mred\u0007 \u009b2J')).toBe('\\x1b[31mred\\x07 \\x9b2J')
  expect(printable('safe\rgone')).toBe('safe\\x0dgone')
  expect(printable('gnp.\u202eexe')).toBe('gnp.\\u202eexe')
  expect(printable('größe\tλ 数\n😀')).toBe('größe\tλ 数\n😀')
})
