import { DataError } from '../errors.js'
import { floatWatch } from '../float-limits.js'
import { isCounting, isHeader, isMissing, isNumber } from './cells.js'
import { type ColumnChoice, type ColumnName, chosenColumns, columnOf, type TableColumns } from './column-names.js'
import { growingFloats } from './growing-floats.js'
import { type Candidate, candidateAt, isClassName, isIdentifierName, see } from './identifiers.js'
import { recordsOf, type TableRecord, type TextSource } from './records.js'

/** The numbers of a table, with the column of labels apart. */
export interface CsvTable {
  /** [N, M], row-major */
  readonly numbers: Float32Array
  /** M */
  readonly dim: number
  /** [M]: the columns' names, or their numbers from 1 where the table names none. */
  readonly columns: readonly string[]
  /** [N], where a column of labels was named */
  readonly labels?: readonly string[]
  /** What was left out, or taken for something, without being told. */
  readonly remarks: readonly string[]
}

export interface CsvOptions {
  /** The column that holds classes and not numbers, by its name in the first line or by its number from 1. */
  readonly labels?: ColumnName | undefined
  /** The columns of numbers; all others by default, but not those that number or name the examples. */
  readonly columns?: ColumnChoice | undefined
  /** Bytes of float32 that the numbers may fill. */
  readonly limit: number
}

/**
 * Reads a table of numbers line by line: separated by commas, semicolons, tabs, bars or blanks, with a line of names above where
 * text stands above numbers. A column that by its name and by what is in it only names the examples is left out.
 *
 * @throws DataError `BAD_FILE`, with line and column, for whatever is no number, and for lines of unequal length;
 * `BAD_VALUES` for numbers that float32 cannot hold or tell apart; `UNKNOWN_NAME` where there is no such column; `TOO_LARGE`
 */
export async function readCsv(source: TextSource, { labels, columns, limit }: CsvOptions): Promise<CsvTable> {
  const records = recordsOf(source)
  try {
    const [first, second] = [await next(records), await next(records)]
    if (first === undefined) throw new DataError('BAD_FILE', `${source.name} is empty: it has no line of numbers`)
    const head = headOf(first, second, { labels, columns, file: source.name })
    const table = tableReader(head, limit)
    if (head.names === undefined) table.take(first)
    if (second !== undefined) table.take(second)
    for await (const record of records) table.take(record)
    return table.finish()
  } finally {
    await records.return(undefined)
  }
}

async function next(records: AsyncGenerator<TableRecord>): Promise<TableRecord | undefined> {
  const { done, value } = await records.next()
  return done ? undefined : value
}

/** What each column holds. */
interface Head extends TableColumns {
  readonly labelAt: number | undefined
  readonly numberAt: readonly number[]
  readonly candidates: readonly Candidate[]
  readonly remarks: readonly string[]
}

interface Asked extends Pick<CsvOptions, 'labels' | 'columns'> {
  readonly file: string
}

function headOf(first: TableRecord, second: TableRecord | undefined, { labels, columns, file }: Asked): Head {
  const isNamed = typeof labels === 'string' && (first.fields.includes(labels) || !/^\d+$/.test(labels))
  const counts = isCounting(first.fields)
  const hasNames = isNamed || counts || isHeader(first.fields, second?.fields)
  // R leaves out the name of the column that names the rows.
  const hasRowNames = hasNames && second !== undefined && second.fields.length === first.fields.length + 1
  const names = hasNames ? [...(hasRowNames ? [''] : []), ...first.fields] : undefined
  const width = names?.length ?? first.fields.length
  const table: TableColumns = { file, width, names }
  const labelAt = labels === undefined ? undefined : columnOf(labels, 'labels', table)
  const others = labelAt === undefined ? [] : [labelAt]
  const numberAt =
    columns === undefined
      ? Array.from({ length: width }, (_, column) => column).filter((column) => column !== labelAt)
      : chosenColumns(columns, others, table)
  const isCandidate = (column: number) =>
    columns === undefined && names !== undefined && isCandidateName(names[column]!, column)
  return {
    ...table,
    labelAt,
    numberAt: numberAt.filter((column) => !isCandidate(column)),
    candidates: numberAt.filter(isCandidate).map(candidateAt),
    remarks: [
      ...(counts && first.fields[0] !== ''
        ? [`its first line, 0 to ${width - 1}, is taken for the columns' names`]
        : []),
      ...(labels === undefined ? numberAt.flatMap((column) => classRemark(names?.[column])) : []),
    ],
  }
}

const isCandidateName = (name: string, column: number) => (name !== '' || column === 0) && isIdentifierName(name)

const classRemark = (name: string | undefined) =>
  name !== undefined && isClassName(name)
    ? [`its column '${name}' is read as numbers; data.labels=${name} makes it the examples' classes`]
    : []

function tableReader({ numberAt, candidates, labelAt, ...head }: Head, limit: number) {
  const { file, names, width } = head
  const numbers = growingFloats(limit, file)
  const labels: string[] = []
  let place = { line: 0, column: 0, text: '' }
  const refuse = (line: number, problem: string): never => {
    throw new DataError('BAD_FILE', `${file}, line ${line}: ${problem}`)
  }
  const title = (column: number) =>
    `column ${column + 1}${names === undefined ? '' : ` ('${names[column]!.slice(0, 40)}')`}`
  const watch = floatWatch(width, (problem): never => {
    const { line, column, text } = place
    throw new DataError('BAD_VALUES', `${file}, line ${line}: ${title(column)} is '${text.slice(0, 40)}', ${problem}`)
  })
  const numberIn = (text: string, column: number, line: number): number => {
    if (!isNumber(text))
      refuse(
        line,
        notANumber(text, {
          title: title(column),
          name: names?.[column] ?? column + 1,
          hasLabels: labelAt !== undefined,
        }),
      )
    place = { line, column, text }
    const value = Number(text)
    watch.see(value, column)
    return value
  }
  const lines: number[] = []
  const counting = names === undefined && numberAt[0] === 0 && numberAt.length > 1 ? lineCounter() : undefined

  return {
    take({ fields, line }: TableRecord): void {
      if (fields.length !== width) {
        refuse(line, `it has ${fields.length} columns, expected ${width} as in the first line`)
      }
      if (candidates.length > 0) lines.push(line)
      for (const column of numberAt) numbers.push(numberIn(fields[column]!, column, line))
      counting?.see(fields[0]!)
      for (const candidate of candidates) see(candidate, fields[candidate.column]!)
      if (labelAt !== undefined) labels.push(fields[labelAt]!)
    },
    finish(): CsvTable {
      const filled = numbers.take()
      // Where the names of examples are all that there is, they are the numbers.
      const isOut = ({ seen, cells }: Candidate) => seen !== undefined && cells.length > 1 && numberAt.length > 0
      const kept = candidates.filter((candidate) => !isOut(candidate))
      const table = withColumns(filled, numberAt, kept, (text, column, row) => numberIn(text, column, lines[row]!))
      watch.check((column) => `${file}, ${title(column)}`)
      if (table.numbers.length === 0) throw new DataError('BAD_FILE', `${file} has no line of numbers`)
      return {
        numbers: table.numbers,
        dim: table.columns.length,
        columns: table.columns.map((column) => names?.[column] || String(column + 1)),
        ...(labelAt !== undefined && { labels }),
        remarks: [
          ...candidates.filter(isOut).map(({ column }) => outRemark(names?.[column], column)),
          ...(counting?.remarks() ?? []),
          ...head.remarks,
        ],
      }
    },
  }
}

const outRemark = (name: string | undefined, column: number) =>
  `its column ${name ? `'${name}'` : `${column + 1}, without a name,`} only names the examples and is left out; name the columns in data.columns to have it`

/** Fewer lines than these may well begin with 1, 2, 3. */
const fewestCounted = 10

/** Notices a first column without a name that only counts the lines, from 0 or 1. */
function lineCounter() {
  let [first, count] = [0, 0]
  let counts = true
  return {
    see(text: string): void {
      if (count === 0) first = Number(text)
      counts &&= Number(text) === first + count && (first === 0 || first === 1)
      count += 1
    },
    remarks: (): readonly string[] =>
      counts && count >= fewestCounted
        ? [`its first column counts the lines, from ${first} on; data.columns=-1 leaves it out`]
        : [],
  }
}

/** The numbers with columns put back among them, in the table's order. */
function withColumns(
  numbers: Float32Array,
  numberAt: readonly number[],
  kept: readonly Candidate[],
  numberIn: (text: string, column: number, row: number) => number,
): { readonly numbers: Float32Array; readonly columns: readonly number[] } {
  if (kept.length === 0) return { numbers, columns: numberAt }
  const columns = [...numberAt, ...kept.map(({ column }) => column)].sort((a, b) => a - b)
  const count = kept[0]!.cells.length
  const whole = new Float32Array(count * columns.length)
  columns.forEach((column, place) => {
    const before = numberAt.indexOf(column)
    const cells = kept.find((candidate) => candidate.column === column)?.cells
    for (let row = 0; row < count; row++) {
      whole[row * columns.length + place] =
        cells === undefined ? numbers[row * numberAt.length + before]! : numberIn(cells[row]!, column, row)
    }
  })
  return { numbers: whole, columns }
}

interface Place {
  readonly title: string
  readonly name: ColumnName
  readonly hasLabels: boolean
}

function notANumber(text: string, { title, name, hasLabels }: Place): string {
  const leaveOut = `leave the column out with \`columns\` (data.columns=-${String(name).slice(0, 40)})`
  if (text === '')
    return `${title} is empty, expected a number; fill in what is missing, leave the line out, or ${leaveOut}`
  if (isMissing(text))
    return `${title} is '${text}', expected a number; fill in what is missing, leave the line out, or ${leaveOut}`
  const classes = `if these are classes, name their column with \`labels\` (data.labels=${String(name).slice(0, 40)}); else `
  return `${title} is '${text.slice(0, 40)}', expected a number; ${hasLabels ? '' : classes}${leaveOut}`
}
