import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { DataError } from '../errors.js'
import { separatorOf } from './separator.js'

/** A file of text. */
export interface TextSource {
  readonly name: string
  open(): AsyncIterable<Uint8Array>
}

/** The cells of a line, and the number of the line, from 1. */
export interface TableRecord {
  readonly fields: readonly string[]
  readonly line: number
}

/** No line of numbers is longer; without this a quote that is never closed would swallow the file. */
const longestLine = 2 ** 26

/**
 * The lines of a table, taken apart, empty ones left out. Of lines that begin with # the one right before the numbers may hold the
 * columns' names, as np.savetxt writes them: it is given first, the # cut off.
 *
 * @throws DataError `BAD_FILE`, with the line, where it is no table
 */
export async function* recordsOf(source: TextSource): AsyncGenerator<TableRecord> {
  let comment: TableRecord | undefined
  let isFirst = true
  for await (const { fields, line } of allRecords(source)) {
    const [first = '', ...others] = fields
    if (first.startsWith('#')) {
      const cut = first.replace(/^#+\s*/, '')
      if (isFirst) comment = { fields: cut === '' ? ['#', ...others] : [cut, ...others], line }
      continue
    }
    if (isFirst && comment !== undefined) {
      const names = comment.fields
      const [mark, ...rest] = names
      if (names.length === fields.length) yield comment
      else if (mark === '#' && rest.length === fields.length) yield { ...comment, fields: rest }
    }
    isFirst = false
    yield { fields, line }
  }
}

async function* allRecords({ name, open }: TextSource): AsyncGenerator<TableRecord> {
  const { separator, count } = await separatorOf(open(), name)
  const isBlanks = separator === 'blanks'
  const parser = parse({
    delimiter: isBlanks ? [' ', '\t'] : separator,
    bom: true,
    info: true,
    trim: !isBlanks,
    skip_empty_lines: true,
    relax_column_count: true, // counted by readCsv, which says what it expected
    max_record_size: Math.min(longestLine, 2 ** 16 + 64 * count), // a number takes no more than 64 characters
  })
  const file = Readable.from(open(), { objectMode: false }).on('error', (error) => parser.destroy(error))
  try {
    for await (const { record, info } of file.pipe(parser) as AsyncIterable<Parsed>) {
      const fields = isBlanks ? record.filter((field) => field !== '') : record
      if (fields.length > 0) yield { fields, line: info.lines }
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const line = typeof error.lines === 'number' ? `, line ${error.lines}` : ''
    throw new DataError('BAD_FILE', `${name}${line}: ${error.message.slice(0, 200)}`, { cause: error })
  } finally {
    file.destroy()
  }
}

interface Parsed {
  readonly record: readonly string[]
  readonly info: { readonly lines: number }
}
