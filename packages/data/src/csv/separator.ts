import { DataError } from '../errors.js'

/** An image of 295 x 295 colours. To take apart a line of millions takes seconds, and no model here could be shown it. */
const mostColumns = 2 ** 18

/** What stands between numbers: one character, or any blanks. */
export type Separator = ',' | ';' | '\t' | '|' | 'blanks'

export interface SeparatorFound {
  readonly separator: Separator
  /** How many columns it makes of the line. */
  readonly count: number
}

/**
 * What separates columns: of comma, semicolon, tab and bar the one that is most frequent in the first line that says something;
 * blanks where there is none of them. Lines that begin with # say nothing, unless there are no others.
 *
 * @throws DataError `BAD_FILE` for more columns than may be
 */
export async function separatorOf(chunks: AsyncIterable<Uint8Array>, name: string): Promise<SeparatorFound> {
  let pending = ''
  let comment = ''
  const found = (line: string): SeparatorFound => {
    const best = mostFrequent(line)
    if (best.count <= mostColumns) return best
    const [has, most] = [best.count, mostColumns].map((n) => n.toLocaleString('en'))
    throw new DataError('BAD_FILE', `${name}, line 1: it has ${has} columns or more, expected ${most} at most`)
  }
  for await (const chunk of chunks) {
    const lines = (pending + Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length).toString('latin1')).split(
      /[\r\n]+/,
    )
    pending = lines.pop() ?? ''
    for (const line of lines) {
      if (/^\s*#/.test(line)) comment = line
      else if (line.trim() !== '') return found(line)
    }
    found(pending) // refuses a line without an end
  }
  return found(pending.trim() === '' ? comment : pending)
}

function mostFrequent(line: string): SeparatorFound {
  const counts = ([',', ';', '\t', '|'] as const).map((separator) => ({
    separator,
    count: line.split(separator).length,
  }))
  const best = counts.reduce((best, next) => (next.count > best.count ? next : best))
  return best.count > 1 ? best : { separator: 'blanks', count: line.trim().split(/\s+/).length }
}
