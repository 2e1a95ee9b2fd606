import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DataError } from '../errors.js'
import { type CsvOptions, readCsv } from './csv.js'

let folder: string
let path: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vsc-csv-'))
  path = join(folder, 'own.csv')
})
afterAll(() => rmSync(folder, { recursive: true }))

const read = (text: string | Uint8Array, options: Partial<CsvOptions> = {}) => {
  writeFileSync(path, text)
  return readCsv(path, { limit: 2 ** 20, ...options })
}

describe('readCsv', () => {
  it('reads numbers with and without names, with either line end, and between quotes', async () => {
    const expected = { dim: 3, numbers: Float32Array.of(1, -2.5, 300, 0.25, 5, 6) }
    for (const text of [
      '1,-2.5,3e2\n.25,5.,+6\n',
      '1,-2.5,3e2\r\n.25,5.,+6',
      'a,b,c\n1,-2.5,3e2\n\n.25,5.,+6\n\n',
      '\ufeff"a","b, or b","c"\r\n 1 , "-2.5" , 3e2\r\n.25,5.,+6\r\n',
      '1;-2.5;3e2\n.25;5.;+6\n',
      'a\tb\tc\n1\t-2.5\t3e2\n.25\t5.\t+6\n',
    ]) {
      expect(await read(text)).toEqual(expected)
    }
  })

  it('takes a column of labels apart, wherever it stands and whatever is in it', async () => {
    const table = await read('x,kind,y\n1,"cat, small",2\n3,7,4\n', { labels: 'kind' })
    expect(table).toEqual({ dim: 2, numbers: Float32Array.of(1, 2, 3, 4), labels: ['cat, small', '7'] })
    expect(await read('0,1\n5,6\n', { labels: '1' })).toEqual({ dim: 1, numbers: Float32Array.of(5), labels: ['6'] })
  })

  it('takes lines apart only where they have no more columns than there may be', async () => {
    const row = (columns: number) => `${'1,'.repeat(columns - 1)}1\n`
    await expect(read(row(3_000_000))).rejects.toThrow(
      /line 1: it has [\d,]+ columns or more, expected 262,144 at most/,
    )
    await expect(read(`${row(2)}${row(3_000_000)}`)).rejects.toMatchObject({ code: 'BAD_FILE' })
    const long = await read(row(100_000)) // longer than what is read of a file at a time
    expect(long.dim).toBe(100_000)
    const semicolons = await read(`${row(2).repeat(1)}`.replaceAll(',', ';'))
    expect(semicolons.dim).toBe(2)
  })

  it('names line and column of whatever is no number', async () => {
    const refusal = (text: string, options?: Partial<CsvOptions>) => expect(read(text, options)).rejects
    await refusal('a,b\n1,2\n\n3,cat\n').toThrow(
      `own.csv, line 4: column 2 ('b') is 'cat', expected a number; if these are classes, name their column with \`labels\``,
    )
    await refusal('1,2\n3,\n').toThrow('line 2: column 2 is empty, expected a number; fill in what is missing')
    for (const text of ['nan', 'inf', '0x10', '1_000', '1e999', '--1', '1,5']) {
      await refusal(`1;2\n3;${text}\n`).toThrow(`line 2: column 2 is '${text}', expected a number`)
    }
    await refusal('1,2\n3,4,5\n').toThrow('line 2: it has 3 columns, expected 2 as in the first line')
    await refusal('a,b\n1,2\n', { labels: 'c' }).toThrow(
      "own.csv has no column 'c' for labels: its first line names 'a', 'b'",
    )
    await refusal('a,b\n"1,2\n').toThrow('own.csv, line 2: Quote Not Closed')
    await refusal('').toThrow('own.csv has no line of numbers')
    await refusal('a,b\n').toThrow('own.csv has no line of numbers')
  })

  it('stops where the numbers would fill more memory than allowed', async () => {
    const lines = (count: number) => '1,2\n'.repeat(count)
    expect((await read(lines(1000), { limit: 8000 })).numbers.length).toBe(2000)
    await expect(read(lines(1001), { limit: 8000 })).rejects.toMatchObject({ code: 'TOO_LARGE' })
  })

  it('says which file is not there', async () => {
    await expect(readCsv(join(folder, 'none.csv'), { limit: 1 })).rejects.toThrow('none.csv')
  })

  it('reads what it is given as JavaScript would', async () => {
    const table = fc.integer({ min: 1, max: 5 }).chain((dim) =>
      fc.array(fc.array(fc.float({ noNaN: true, noDefaultInfinity: true }), { minLength: dim, maxLength: dim }), {
        minLength: 1,
      }),
    )
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const { numbers, dim } = await read(rows.map((row) => row.join(',')).join('\n'))
        expect(dim).toBe(rows[0]!.length)
        expect([...numbers].map(String)).toEqual(rows.flat().map(String))
      }),
      { seed: 1, numRuns: 50 },
    )
  })

  it('answers anything else with a DataError or a table', async () => {
    const text = fc.oneof(
      fc.string({ unit: fc.constantFrom(...'012.,;"\n\r\t-eé ') }).map((text) => Buffer.from(text)),
      fc.uint8Array({ maxLength: 300 }),
    )
    await fc.assert(
      fc.asyncProperty(text, async (text) => {
        try {
          const { numbers, dim } = await read(text)
          expect(numbers.length % dim).toBe(0)
          expect(numbers.every(Number.isFinite)).toBe(true)
        } catch (error) {
          expect(error).toBeInstanceOf(DataError)
        }
      }),
      { seed: 1, numRuns: 500 },
    )
  })
})
