import { expect, it } from 'vitest'
import { traceOf } from './trace-of.js'

it('names an error and its places, and leaves out the source before them', () => {
  const error = new TypeError('no such thing\nat all')
  error.stack = `/lib/min.js:1\n${'!function(){}'.repeat(3000)}\n   ^\n\nTypeError: no such thing\nat all\n    at run (/lib/min.js:1:7)\n    at main.ts:3:1`
  expect(traceOf(error)).toBe('TypeError: no such thing\nat all\n    at run (/lib/min.js:1:7)\n    at main.ts:3:1')
})

it('takes what is no error for what it says', () => {
  expect(traceOf('gone')).toBe('gone')
})
