import { createReadStream } from 'node:fs'
import { CsvError, parse } from 'csv-parse'
import { DataError } from '../errors.js'
import { growingFloats } from './growing-floats.js'

/** The numbers of a CSV file, with the column of labels apart. */
export interface CsvTable {
  /** [N, M], row-major */
  readonly numbers: Float32Array
  /** M */
  readonly dim: number
  /** [N], where a column of labels was named */
  readonly labels?: readonly string[]
}

export interface CsvOptions {
  /** The column, by its name in the first line, that holds classes and not numbers. */
  readonly labels?: string | undefined
  /** Bytes of float32 that the numbers may fill. */
  readonly limit: number
}

/** No line of numbers is longer; without this a quote that is never closed would swallow the file. */
const longestLine = 2 ** 26

/** An image of 295 x 295 colours. To take apart a line of millions takes seconds, and no model here could be shown it. */
const mostColumns = 2 ** 18

/**
 * Reads a file of comma-, semicolon- or tab-separated numbers line by line. The first line is taken for the columns' names
 * where `labels` names one, or where anything in it is not a number.
 *
 * @throws DataError `BAD_FILE`, with line and column, for whatever is no number, and for lines of unequal length;
 * `UNKNOWN_NAME` where no column is called `labels`; `TOO_LARGE`
 */
export async function readCsv(path: string, { labels: labelColumn, limit }: CsvOptions): Promise<CsvTable> {
  const refuse = (line: number, problem: string): never => {
    throw new DataError('BAD_FILE', `${path}, line ${line}: ${problem}`)
  }
  const numbers = growingFloats(limit, path)
  const labels: string[] = []
  let names: readonly string[] | undefined
  let width: number | undefined
  let labelAt = -1

  for await (const { fields, line } of recordsOf(path)) {
    if (width === undefined) {
      width = fields.length
      if (labelColumn !== undefined || !fields.every(isNumber)) {
        names = fields
        if (labelColumn !== undefined) labelAt = columnOf(labelColumn, fields, path)
        continue
      }
    }
    if (fields.length !== width) refuse(line, `it has ${fields.length} columns, expected ${width} as in the first line`)
    for (let column = 0; column < width; column++) {
      const text = fields[column]!
      if (column === labelAt) labels.push(text)
      else if (isNumber(text)) numbers.push(Number(text))
      else refuse(line, notANumber(text, { column, name: names?.[column], hasLabels: labelAt >= 0 }))
    }
  }
  const dim = (width ?? 0) - (labelAt >= 0 ? 1 : 0)
  const filled = numbers.take()
  if (filled.length === 0) throw new DataError('BAD_FILE', `${path} has no line of numbers`)
  return labelAt >= 0 ? { numbers: filled, dim, labels } : { numbers: filled, dim }
}

async function* recordsOf(path: string): AsyncGenerator<{ readonly fields: readonly string[]; readonly line: number }> {
  const { delimiter, count } = await delimiterOf(path)
  if (count > mostColumns) {
    const [has, most] = [count, mostColumns].map((n) => n.toLocaleString('en'))
    throw new DataError('BAD_FILE', `${path}, line 1: it has ${has} columns or more, expected ${most} at most`)
  }
  const parser = parse({
    delimiter,
    bom: true,
    info: true,
    trim: true,
    skip_empty_lines: true,
    relax_column_count: true, // counted by readCsv, which says what it expected
    max_record_size: Math.min(longestLine, 2 ** 16 + 64 * count), // a number takes no more than 64 characters
  })
  const file = createReadStream(path).on('error', (error) => parser.destroy(error))
  try {
    for await (const { record, info } of file.pipe(parser) as AsyncIterable<Parsed>) {
      yield { fields: record, line: info.lines }
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const line = typeof error.lines === 'number' ? `, line ${error.lines}` : ''
    throw new DataError('BAD_FILE', `${path}${line}: ${error.message.slice(0, 200)}`, { cause: error })
  } finally {
    file.destroy()
  }
}

interface Parsed {
  readonly record: readonly string[]
  readonly info: { readonly lines: number }
}

/** The separator that occurs most often at the start of the first line, and how many columns it makes of the line, or more than may be. */
async function delimiterOf(path: string): Promise<{ readonly delimiter: string; readonly count: number }> {
  const counts = [',', ';', '\t'].map((delimiter) => ({ delimiter, count: 1 }))
  const largest = () => counts.reduce((best, next) => (next.count > best.count ? next : best))
  const file = createReadStream(path)
  try {
    for await (const chunk of file as AsyncIterable<Buffer>) {
      const end = chunk.findIndex((byte) => byte === 0x0a || byte === 0x0d)
      const line = chunk.toString('latin1', 0, end < 0 ? chunk.length : end)
      for (const each of counts) each.count += line.split(each.delimiter).length - 1
      if (end >= 0 || largest().count > mostColumns) break
    }
    return largest()
  } finally {
    file.destroy()
  }
}

const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/
const isNumber = (text: string) => decimal.test(text) && Number.isFinite(Math.fround(Number(text)))

function columnOf(name: string, names: readonly string[], path: string): number {
  const column = names.indexOf(name)
  if (column >= 0) return column
  const shown = names.slice(0, 20).map((each) => `'${each.slice(0, 40)}'`)
  const more = names.length > 20 ? ` and ${names.length - 20} more` : ''
  throw new DataError(
    'UNKNOWN_NAME',
    `${path} has no column '${name}' for labels: its first line names ${shown.join(', ')}${more}`,
  )
}

interface Place {
  readonly column: number
  readonly name: string | undefined
  readonly hasLabels: boolean
}

function notANumber(text: string, { column, name, hasLabels }: Place): string {
  const place = `column ${column + 1}${name === undefined ? '' : ` ('${name.slice(0, 40)}')`}`
  if (text === '') return `${place} is empty, expected a number; fill in what is missing or leave the line out`
  const advice = hasLabels ? '' : '; if these are classes, name their column with `labels`'
  return `${place} is '${text.slice(0, 40)}', expected a number${advice}`
}
