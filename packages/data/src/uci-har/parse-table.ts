import { DataError } from '../errors.js'

export interface TableFormat {
  /** What errors call the text. */
  readonly name: string
  /** Numbers on every line. */
  readonly columns: number
  /** No number lies outside. */
  readonly range: readonly [lowest: number, highest: number]
}

/**
 * Reads lines of numbers such as `  2.5717778e-001 -2.3285230e-002`, separated by any number of spaces; lines end in LF or CRLF,
 * empty ones are passed over. The training set is 66 MB of them, so they are cut out one by one and never all at once.
 *
 * @returns [N, columns], row-major
 * @throws DataError `BAD_FILE`, with line and column, for whatever is no number, a number outside the range, and a line that is too
 *   short or too long
 */
export function parseTable(bytes: Uint8Array, { name, columns, range }: TableFormat): Float32Array {
  const [lowest, highest] = range
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
  // A number takes two bytes at least, with its separator: no more than so many can come of this text.
  const numbers = new Float32Array(Math.ceil(text.length / 2))
  let count = 0
  let line = 1
  let column = 0
  const refuse = (problem: string) => new DataError('BAD_FILE', `${name}, line ${line}: ${problem}`)

  for (let at = 0; at <= text.length; ) {
    if (at === text.length || text[at] === '\n') {
      if (column !== 0 && column !== columns) throw refuse(`it has ${column} numbers, expected ${columns}`)
      column = 0
      line++
      at++
    } else if (isBlank(text, at)) {
      at++
    } else {
      const start = at
      while (at < text.length && !isBlank(text, at)) at++
      const word = text.slice(start, at)
      const number = hasPrefix(word) ? Number.NaN : Number(word)
      column++
      if (!(number >= lowest && number <= highest)) {
        const found = word.length > 40 ? `${word.slice(0, 40)}…` : word
        throw refuse(`column ${column} is '${found}', expected a number from ${lowest} to ${highest}`)
      }
      if (column > columns) throw refuse(`it has more than ${columns} numbers`)
      numbers[count++] = number
    }
  }
  return numbers.slice(0, count)
}

/** Spaces, tabs and whatever ends a line. */
function isBlank(text: string, at: number): boolean {
  return text.charCodeAt(at) <= 0x20
}

/** `0x1`, `0b1` and `0o1` are numbers in JavaScript alone. */
function hasPrefix(word: string): boolean {
  return word.charCodeAt(1) > 0x39 && /^0[xbo]/i.test(word)
}
