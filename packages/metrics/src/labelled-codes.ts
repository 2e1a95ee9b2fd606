import { checkExamples } from './argument-checks.js'
import { MetricsError } from './errors.js'
import type { Matrix } from './matrix.js'

/** Codes with the class of each example. */
export interface LabelledCodes {
  /** [N, J] */
  readonly codes: Matrix
  /** N whole numbers; which ones does not matter. */
  readonly labels: ArrayLike<number>
}

/** Codes to learn from and codes to be judged on. */
export interface ClassificationSets {
  readonly train: LabelledCodes
  readonly test: LabelledCodes
}

/** Refuses sets that are malformed or differ in their latents, and labels that are not one whole number for each example. */
export function checkClassificationSets({ train, test }: ClassificationSets): void {
  checkLabelledCodes('train', train)
  checkLabelledCodes('test', test)
  if (test.codes.columns !== train.codes.columns) {
    throw new MetricsError(
      'WRONG_SHAPE',
      `test.codes: has ${test.codes.columns} columns but train.codes has ${train.codes.columns}, expected the same latents in both`,
    )
  }
}

function checkLabelledCodes(name: string, { codes, labels }: LabelledCodes): void {
  checkExamples({ [`${name}.codes`]: codes }, { atLeast: 1 })
  if (labels.length !== codes.rows) {
    throw new MetricsError(
      'WRONG_SHAPE',
      `${name}.labels: has ${labels.length} entries, expected one for each of ${codes.rows} examples`,
    )
  }
  const bad = Array.from(labels).findIndex((label) => !Number.isSafeInteger(label))
  if (bad >= 0) {
    throw new MetricsError('OUT_OF_RANGE', `${name}.labels[${bad}] is ${labels[bad]}, expected a whole number`)
  }
}

/** The classes among labels in ascending order, and for each label the index of its class. */
export function classesOf(labels: ArrayLike<number>): { readonly classes: number[]; readonly indices: Uint32Array } {
  const classes = [...new Set(Array.from(labels))].sort((a, b) => a - b)
  const indexOf = new Map(classes.map((label, index) => [label, index]))
  return { classes, indices: Uint32Array.from(labels, (label) => indexOf.get(label)!) }
}

/** The share of predictions that are right. */
export function shareRight(predicted: ArrayLike<number>, labels: ArrayLike<number>): number {
  let right = 0
  for (let n = 0; n < labels.length; n++) if (predicted[n] === labels[n]) right++
  return right / labels.length
}
