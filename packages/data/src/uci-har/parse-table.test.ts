import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DataError } from '../errors.js'
import { parseTable } from './parse-table.js'

const format = { name: 'X.txt', columns: 2, range: [-1, 1] } as const
const parse = (text: string) => parseTable(new TextEncoder().encode(text), format)

describe('a table of numbers', () => {
  it.each([
    ['LF', '  2.5e-001 -5.0e-001\n -1.0000000e+000  1\n'],
    ['CRLF', '  2.5e-001 -5.0e-001\r\n -1.0000000e+000  1\r\n'],
    ['tabs, empty lines and no line end at the end', '\n0.25\t-.5\n\n-1 1'],
  ])('is read with %s', (_, text) => {
    expect(Array.from(parse(text))).toEqual([0.25, -0.5, -1, 1])
  })

  it.each([
    ['0.1 0.2\n0.3\n', 'X.txt, line 2: it has 1 numbers, expected 2'],
    ['0.1 0.2 0.3\n', 'X.txt, line 1: it has more than 2 numbers'],
    ['0.1 0.2\n0.3 x\n', "X.txt, line 2: column 2 is 'x', expected a number from -1 to 1"],
    ['0.1 1.5\n', "column 2 is '1.5'"],
    ['NaN 0\n', "column 1 is 'NaN'"],
    ['-Infinity 0\n', "column 1 is '-Infinity'"],
    ['0x1 0\n', "column 1 is '0x1'"],
    ['1e-400x 0\n', "column 1 is '1e-400x'"],
    [`${'1'.repeat(10_000)} 0\n`, `column 1 is '${'1'.repeat(40)}…'`],
  ])('is refused with line and column: %j', (text, message) => {
    expect(() => parse(text)).toThrow(message)
  })

  it('gives back the numbers that were written, to the nearest float', () => {
    const number = fc.double({ min: -1, max: 1, noNaN: true })
    fc.assert(
      fc.property(fc.array(fc.tuple(number, number)), (rows) => {
        const text = rows.map((row) => row.map((x) => x.toExponential()).join('  ')).join('\r\n')
        expect(Array.from(parse(text))).toEqual(rows.flat().map((x) => Math.fround(Number(x.toExponential()))))
      }),
      { seed: 1 },
    )
  })

  it('refuses other bytes or makes whole rows of them', () => {
    const likely = fc
      .string({ unit: fc.constantFrom(...' 01.-e\n\r\0x'), maxLength: 60 })
      .map((text) => Buffer.from(text))
    fc.assert(
      fc.property(fc.oneof(likely, fc.uint8Array({ maxLength: 60 })), (bytes) => {
        try {
          const numbers = parseTable(bytes, format)
          expect(numbers.length % 2).toBe(0)
          expect(numbers.every((number) => number >= -1 && number <= 1)).toBe(true)
        } catch (error) {
          expect(error).toBeInstanceOf(DataError)
        }
      }),
      { seed: 1, numRuns: 2000 },
    )
  })
})
