import { expect, it } from 'vitest'
import { formatNumber } from './format.js'

it.each([
  [0, '0'],
  [-0, '0'],
  [40, '40'],
  [0.41234, '0.4123'],
  [-83.257, '−83.26'],
  [1234.5678, '1235'],
  [12045, '12,045'],
  [123456.7, '123,500'],
  [1e6 + 0.5, '1e6'],
  [0.000123, '1.23e−4'],
  [Number.NaN, 'n/a'],
  [Number.NEGATIVE_INFINITY, '−∞'],
])('writes %d as %s', (value, text) => {
  expect(formatNumber(value)).toBe(text)
})
