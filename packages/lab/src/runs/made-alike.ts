import type { DataSet, LabelledDataSet } from '@vsc/data'
import type { RunDescription } from '@vsc/training'
import { LabError } from '../errors.js'
import type { RunMemory } from './run-memory.js'

type Read = DataSet & Partial<LabelledDataSet>

/** Examples in the shape, and with the classes, of those that a run was trained on. */
export interface MadeAlike {
  readonly data: Read
  readonly remarks: readonly string[]
}

/**
 * Examples matched to those of a run before they are prepared: the same columns, the same shape, the run's numbers of classes.
 *
 * @throws LabError BAD_INPUT naming what cannot be matched
 */
export function madeAlike(read: Read, run: Pick<RunDescription, 'data'>, memory: RunMemory): MadeAlike {
  checkColumns(read, memory)
  const shaped = { ...read, shape: shapeAlike(read, run.data.shape) }
  const remarks = rangeRemarks(read, run, memory)
  return withClassesOf(memory.classes, shaped, remarks)
}

function checkColumns({ name, layout }: Read, { layout: known }: RunMemory): void {
  const [found, wanted] = [layout?.columns, known?.columns]
  if (found === undefined || wanted === undefined) return
  const missing = wanted.filter((column) => !found.includes(column))
  if (missing.length > 0) {
    throw new LabError(
      'BAD_INPUT',
      `${name} has no column ${inWords(missing)}, which the model was trained on; it has ${inWords(found)}`,
    )
  }
  if (found.length === wanted.length && found.every((column, m) => column === wanted[m])) return
  throw new LabError(
    'BAD_INPUT',
    `${name} has the columns ${inWords(found)}, the model was trained on ${inWords(wanted)}: write these, in this order`,
  )
}

function shapeAlike({ name, dim, shape }: Read, wanted: readonly number[]): readonly number[] {
  const size = wanted.reduce((product, side) => product * side, 1)
  if (dim !== size) {
    throw new LabError(
      'BAD_INPUT',
      `the model takes examples of ${size} numbers, shape [${wanted.join(', ')}]; those of ${name} have ${dim}, shape [${shape.join(', ')}]`,
    )
  }
  const isAlike =
    shape.length === 1 || wanted.length === 1 || String(withoutOnes(shape)) === String(withoutOnes(wanted))
  if (isAlike) return wanted
  throw new LabError(
    'BAD_INPUT',
    `examples of ${name} have shape [${shape.join(', ')}], those that the model was trained on [${wanted.join(', ')}]: the same numbers would stand in other places`,
  )
}

const withoutOnes = (shape: readonly number[]) => shape.filter((side) => side !== 1)

/** Classes that the run does not know come after its own. */
function withClassesOf(known: readonly string[] | undefined, data: Read, remarks: readonly string[]): MadeAlike {
  const { labels, classes } = data
  if (labels === undefined || classes === undefined || known === undefined) return { data, remarks }
  const added = classes.filter((name) => !known.includes(name))
  const all = [...known, ...added]
  const numbers = classes.map((name) => all.indexOf(name))
  return {
    data: { ...data, classes: all, labels: labels.map((label) => numbers[label]!) },
    remarks:
      added.length === 0
        ? remarks
        : [
            ...remarks,
            `the classes ${inWords(added)} of ${data.name} are none of the run's (${inWords(known)}): they come after these`,
          ],
  }
}

/** Numbers of another scale are prepared as the run's were, which may not be what is meant. */
function rangeRemarks(
  { name, range, count, layout }: Read,
  { data }: Pick<RunDescription, 'data'>,
  memory: RunMemory,
): string[] {
  const trained = trainedRange(data, memory)
  if (trained === undefined) return []
  const [[lowest, highest], [from, to]] = [range, trained]
  // A few lines of a table, whose columns have scales of their own, may well be nearer to each other.
  const isSmall = count >= 10 && layout?.columns === undefined && (highest - lowest) * 50 < to - from
  if (lowest >= from && highest <= to && !isSmall) return []
  return [
    `the numbers of ${name} go from ${lowest} to ${highest}, those that the model was trained on from ${from} to ${to}: they are prepared as these were`,
  ]
}

function trainedRange(data: RunDescription['data'], { layout, preparation }: RunMemory): DataSet['range'] | undefined {
  if (layout !== undefined) return layout.range
  if (preparation.kind === 'unit') return preparation.range
  return preparation.kind === 'none' ? data.range : undefined
}

const inWords = (names: readonly string[]): string => {
  const shown = names.slice(0, 12).map((name) => `'${name.slice(0, 40)}'`)
  return `${shown.join(', ')}${names.length > 12 ? ` and ${names.length - 12} more` : ''}`
}
