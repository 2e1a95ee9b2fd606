import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
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

const sourceAt = (name: string) => ({ name, open: () => createReadStream(name) })

const read = (text: string | Uint8Array, options: Partial<CsvOptions> = {}) => {
  writeFileSync(path, text)
  return readCsv(sourceAt(path), { limit: 2 ** 20, ...options })
}

describe('readCsv', () => {
  it('reads numbers with and without names, with either line end, and between quotes', async () => {
    const expected = { dim: 3, numbers: Float32Array.of(1, -2.5, 300, 0.25, 5, 6), remarks: [] }
    for (const text of [
      '1,-2.5,3e2\n.25,5.,+6\n',
      '1,-2.5,3e2\r\n.25,5.,+6',
      'a,b,c\n1,-2.5,3e2\n\n.25,5.,+6\n\n',
      '\ufeff"a","b, or b","c"\r\n 1 , "-2.5" , 3e2\r\n.25,5.,+6\r\n',
      '1;-2.5;3e2\n.25;5.;+6\n',
      'a\tb\tc\n1\t-2.5\t3e2\n.25\t5.\t+6\n',
      '1|-2.5|3e2\n.25|5.|+6\n',
      'a  b  c\n1 -2.5   3e2\n .25\t5. +6\n',
      '# a b c\n1.0e+00 -2.5e+00 3e2\n# half way\n.25 5. +6\n',
      '# made by hand\n#a,b,c\n1,-2.5,3e2\n.25,5.,+6\n',
    ]) {
      expect(await read(text), text).toMatchObject(expected)
    }
  })

  it('takes a column of labels apart, wherever it stands and whatever is in it', async () => {
    const table = await read('x,kind,y\n1,"cat, small",2\n3,7,4\n', { labels: 'kind' })
    const numbers = Float32Array.of(1, 2, 3, 4)
    expect(table).toEqual({ dim: 2, numbers, columns: ['x', 'y'], labels: ['cat, small', '7'], remarks: [] })
    expect(await read('x,kind,y\n1,"cat, small",2\n3,7,4\n', { labels: 2 })).toEqual(table)
    const named = await read('0,1\n5,6\n', { labels: '1' })
    expect(named).toMatchObject({ dim: 1, numbers: Float32Array.of(5), labels: ['6'] })
    const iris = '5.1,3.5,setosa\n4.9,3.0,virginica\n'
    expect(await read(iris, { labels: 3 })).toMatchObject({
      dim: 2,
      columns: ['1', '2'],
      labels: ['setosa', 'virginica'],
    })
    await expect(read(iris, { labels: 4 })).rejects.toThrow("no column '4' for labels: it has 3 without names")
  })

  it('takes the columns that are asked for, in their order, or leaves columns out', async () => {
    const text = 'a,b,"c, d",e\n1,2,3,x\n5,6,7,y\n'
    const columnsOf = async (columns: CsvOptions['columns'], labels?: string) => {
      const table = await read(text, { columns, ...(labels !== undefined && { labels }) })
      return [...table.columns, ...table.numbers]
    }
    expect(await columnsOf(['c, d', 'a'])).toEqual(['c, d', 'a', 3, 1, 7, 5])
    expect(await columnsOf('c, d')).toEqual(['c, d', 3, 7])
    expect(await columnsOf('b,a')).toEqual(['b', 'a', 2, 1, 6, 5])
    expect(await columnsOf('2-3')).toEqual(['b', 'c, d', 2, 3, 6, 7])
    expect(await columnsOf(1)).toEqual(['a', 1, 5])
    expect(await columnsOf(['-e', -1])).toEqual(['b', 'c, d', 2, 3, 6, 7])
    expect(await columnsOf('-a', 'e')).toEqual(['b', 'c, d', 2, 3, 6, 7])
    expect(await columnsOf('1-4', 'e')).toEqual(['a', 'b', 'c, d', 1, 2, 3, 5, 6, 7])
    await expect(columnsOf('f')).rejects.toThrow(
      "no column 'f' for the option `columns`: its first line names 'a', 'b'",
    )
    await expect(columnsOf(['a', '-b'])).rejects.toThrow('expected the one or the other')
    expect((await read('1,2,3\n4,5,6\n', { columns: '-1' })).columns).toEqual(['2', '3'])
  })

  it('leaves out a column that only names the examples, and says so', async () => {
    for (const [name, cells] of [
      ['', ['0', '1', '2']],
      ['Unnamed: 0', ['0', '1', '2']],
      ['id', ['17', '4', '9']],
      ['PassengerId', ['a', 'b', 'c']],
      ['user_id', ['1', '2', '3']],
    ] as const) {
      const table = await read(`${name},x,y\n${cells.map((cell, k) => `${cell},${k + 0.5},7\n`).join('')}`)
      expect(table).toMatchObject({ columns: ['x', 'y'], numbers: Float32Array.of(0.5, 7, 1.5, 7, 2.5, 7) })
      expect(table.remarks).toEqual([expect.stringMatching(/^its column .* only names the examples and is left out/)])
    }
    const repeated = await read('x,id,y\n1,7,2\n3,7,4\n')
    expect(repeated).toMatchObject({
      columns: ['x', 'id', 'y'],
      numbers: Float32Array.of(1, 7, 2, 3, 7, 4),
      remarks: [],
    })
    await expect(read('x,id,y\n1,p,2\n3,p,4\n')).rejects.toThrow("line 2: column 2 ('id') is 'p', expected a number")
    expect((await read('id,x\n1,7\n2,8\n', { columns: 'id,x' })).columns).toEqual(['id', 'x'])
    expect((await read('"x" "y"\n"1" 5 3\n"2" 6 4\n')).columns).toEqual(['x', 'y']) // as R writes row names
    const plain = Array.from({ length: 12 }, (_, k) => `${k},${k * 7 + 0.5}`).join('\n')
    expect((await read(plain)).remarks).toEqual([
      'its first column counts the lines, from 0 on; data.columns=-1 leaves it out',
    ])
  })

  it('takes a line of names above only where names stand above numbers', async () => {
    expect((await read('0,1,2,3\n7,8,9,9\n')).remarks).toEqual([
      "its first line, 0 to 3, is taken for the columns' names",
    ])
    expect((await read(',0,1\n0,5,6\n1,7,8\n')).numbers).toEqual(Float32Array.of(5, 6, 7, 8))
    await expect(read('nan,2\n3,4\n')).rejects.toThrow("line 1: column 1 is 'nan', expected a number; fill in")
    await expect(read('1,,3\n4,5,6\n')).rejects.toThrow('line 1: column 2 is empty')
    expect((await read('x,label\n1,3\n2,4\n')).remarks).toEqual([
      "its column 'label' is read as numbers; data.labels=label makes it the examples' classes",
    ])
  })

  it('refuses numbers that float32 cannot hold or tell apart, with the reason', async () => {
    await expect(read('a,b\n1,2\n3,-1e39\n')).rejects.toThrow("line 3: column 2 ('b') is '-1e39', beyond the ±3.4e38")
    await expect(read('time,x\n1600000000,1\n1600000063,2\n')).rejects.toThrow(
      "column 1 ('time'): its numbers, 1600000000 to 1600000063, differ by less than float32 can tell apart",
    )
    expect((await read('time,x\n1600000000,1\n1600086400,2\n')).dim).toBe(2)
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
      `own.csv, line 4: column 2 ('b') is 'cat', expected a number; if these are classes, name their column with \`labels\` (data.labels=b); else leave the column out with \`columns\` (data.columns=-b)`,
    )
    await refusal('1,2\n3,\n').toThrow('line 2: column 2 is empty, expected a number; fill in what is missing')
    for (const text of ['nan', 'inf', '0x10', '1_000', '--1', '1,5']) {
      await refusal(`1;2\n3;${text}\n`).toThrow(`line 2: column 2 is '${text}', expected a number`)
    }
    await refusal('1,2\n3,4,5\n').toThrow('line 2: it has 3 columns, expected 2 as in the first line')
    await refusal('a,b\n1,2\n', { labels: 'c' }).toThrow(
      "own.csv has no column 'c' for labels: its first line names 'a', 'b'",
    )
    await refusal('a,b\n"1,2\n').toThrow('own.csv, line 2: Quote Not Closed')
    await refusal('').toThrow('own.csv is empty: it has no line of numbers')
    await refusal('a,b\n').toThrow('own.csv has no line of numbers')
  })

  it('stops where the numbers would fill more memory than allowed', async () => {
    const lines = (count: number) => '1,2\n'.repeat(count)
    expect((await read(lines(1000), { limit: 8000 })).numbers.length).toBe(2000)
    await expect(read(lines(1001), { limit: 8000 })).rejects.toMatchObject({ code: 'TOO_LARGE' })
  })

  it('says which file is not there', async () => {
    await expect(readCsv(sourceAt(join(folder, 'none.csv')), { limit: 1 })).rejects.toThrow('none.csv')
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
