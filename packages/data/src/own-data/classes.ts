import { DataError } from '../errors.js'

/** What a label is made of: a class's name or number. */
type LabelValue = string | number

/** `LabelledDataSet.labels` holds a class in a byte. */
const mostClasses = 256

/**
 * The classes that occur, in order: numbers by size, names as code units sort. Names that are all numbers count as numbers.
 *
 * @throws DataError `BAD_VALUES` for numbers that are not whole, and more than 256 classes
 */
export function classesOf(labels: Iterable<LabelValue>): readonly string[] {
  const values = new Set<string>()
  for (const label of labels) {
    if (typeof label === 'number' && !Number.isInteger(label)) {
      throw new DataError('BAD_VALUES', `label ${label} is no class, expected whole numbers. ${howToGoOn}`)
    }
    values.add(String(label))
    if (values.size > mostClasses) {
      throw new DataError('BAD_VALUES', `there are more than ${mostClasses} different labels. ${howToGoOn}`)
    }
  }
  const names = [...values]
  const areNumbers = names.every((name) => name.trim() !== '' && Number.isFinite(Number(name)))
  return areNumbers ? names.sort((a, b) => Number(a) - Number(b)) : names.sort()
}

const howToGoOn = 'Name other labels with `labels`, or none with `labels: false`'

/** The index of each label's class. */
export function indicesOfClasses(labels: readonly LabelValue[], classes: readonly string[]): Uint8Array {
  const indices = new Map(classes.map((name, index) => [name, index]))
  return Uint8Array.from(labels, (label) => indices.get(String(label))!)
}
