import { type LabelledDataSet, readerOfNumbers, type Split } from '../data-set.js'
import { DataError } from '../errors.js'
import { parseTable } from './parse-table.js'
import { publishedFeatures } from './published.js'
import type { Source } from './source.js'

/** Windows of 2.56 s of a smartphone's sensors, each described by M features and labelled with what its wearer did. */
export interface UciHarDataSet extends LabelledDataSet {
  /** [N, M], -1 to 1 */
  readonly values: Float32Array
  /** M names, such as `tBodyAcc-mean()-X`; some occur thrice, as published. */
  readonly features: readonly string[]
  /** [N], who wore it, 1 to 30 */
  readonly subjects: Uint8Array
}

export interface ReadUciHarOptions {
  readonly split: Split
  /** N */
  readonly rows: number
}

/**
 * Reads one split.
 *
 * @throws DataError `FILE_NOT_FOUND`, `BAD_FILE` where a file is damaged, disagrees with another, or has not `rows` rows
 */
export async function readUciHar(source: Source, { split, rows }: ReadUciHarOptions): Promise<UciHarDataSet> {
  const { place, features: dim } = source
  const refuse = (found: string) => new DataError('BAD_FILE', `${place}: ${found}`)

  async function table(file: string, columns: number, range: readonly [number, number]): Promise<Float32Array> {
    const numbers = parseTable(await source.read(file), { name: `${file} in ${place}`, columns, range })
    const found = numbers.length / columns
    if (found !== rows) throw refuse(`${file} has ${found} rows, expected ${rows}`)
    return numbers
  }
  async function names(file: string, count: number): Promise<string[]> {
    const lines = Buffer.from(await source.read(file))
      .toString('latin1')
      .split(/\r?\n/)
    const found = lines.flatMap((line) => /^\s*(\d+)\s+(\S+)\s*$/.exec(line)?.slice(1, 3) ?? [])
    const right = found.length === 2 * count && found.every((word, k) => k % 2 === 1 || Number(word) === k / 2 + 1)
    if (!right) throw refuse(`${file} does not list names 1 to ${count}, one a line`)
    return found.filter((_, k) => k % 2 === 1)
  }
  async function wholeNumbers(file: string, highest: number): Promise<Uint8Array> {
    const numbers = await table(file, 1, [1, highest])
    const wrong = numbers.findIndex((number) => !Number.isInteger(number))
    if (wrong >= 0) throw refuse(`row ${wrong + 1} of ${file} is ${numbers[wrong]}, expected a whole number`)
    return Uint8Array.from(numbers)
  }

  const classes = await names('activity_labels.txt', 6)
  const features = (await names('features.txt', publishedFeatures)).slice(0, dim)
  const activities = await wholeNumbers(`${split}/y_${split}.txt`, classes.length)
  const subjects = await wholeNumbers(`${split}/subject_${split}.txt`, 30)
  const values = await table(`${split}/X_${split}.txt`, dim, [-1, 1])
  const cut = dim === publishedFeatures ? undefined : `1 to ${dim} of ${publishedFeatures}`
  return {
    name: cut === undefined ? 'uci-har' : `uci-har, features ${cut}`,
    count: rows,
    dim,
    shape: [dim],
    range: [-1, 1],
    provenance: { split, ...(cut !== undefined && { features: cut }) },
    classes,
    labels: activities.map((activity) => activity - 1),
    subjects,
    features,
    values,
    read: readerOfNumbers(values, { count: rows, dim }),
  }
}
