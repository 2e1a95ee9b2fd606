import { expect, it } from 'vitest'
import { repeatedName } from './repeated-name.js'

it.each([
  ['{"a": 1, "b": {"a": 2}, "c": [{"a": 3}, {"a": 4}]}', undefined],
  ['["a", "a", {"x": "a", "y": "a"}]', undefined],
  ['{"a": "{\\"b\\": 1, \\"b\\": 2}", "b": "\\\\"}', undefined],
  ['{"a": 1, "b": 2, "a": 3}', 'a'],
  ['{"x": {"a": [1, {"q": 0}], "\\u0061" : 3}}', 'a'],
  ['{"__proto__": 1, "__proto__": 2}', '__proto__'],
])('%s', (text, expected) => {
  JSON.parse(text)
  expect(repeatedName(text)).toBe(expected)
})
