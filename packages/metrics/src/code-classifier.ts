import { fitLinearSvm, type Line } from './linear-svm.js'

const c = 0.01 // as disentanglement_lib has it

/** A code and the class of each example, from 0 to `classCount` - 1. */
interface ClassifiedCode {
  /** [N] */
  readonly code: Float64Array
  /** [N] */
  readonly classes: Uint32Array
}

/**
 * How well a linear classifier tells classes from a single code: the share of the examples of `judged` it gets right after
 * learning from those of `fitted`. It is scikit-learn's `LinearSVC(C=0.01, class_weight="balanced")`, which
 * disentanglement_lib takes for SAP: one line for each class against the others, the highest wins (the first of equals), or a
 * single line for two classes. Balanced classes have C N / (classes N_k); of one class against the others liblinear gives
 * that to the class, and plain C to the others.
 */
export function codeAccuracy(fitted: ClassifiedCode, judged: ClassifiedCode, classCount: number): number {
  const lines = fitLines(fitted, classCount)
  let right = 0
  for (let n = 0; n < judged.code.length; n++) if (classOf(lines, judged.code[n]!) === judged.classes[n]) right++
  return right / judged.code.length
}

/** The line of each class that the examples have; undefined for others. */
function fitLines({ code, classes }: ClassifiedCode, classCount: number): (Line | undefined)[] {
  const counts = new Float64Array(classCount)
  for (const label of classes) counts[label]!++
  const there = [...counts.keys()].filter((label) => counts[label]! > 0)
  const balanced = (label: number) => (c * classes.length) / (there.length * counts[label]!)
  const lines = new Array<Line | undefined>(classCount).fill(undefined)
  if (there.length === 1) lines[there[0]!] = { weight: 0, intercept: 1 }
  if (there.length < 2) return lines
  if (there.length === 2) {
    const [first, second] = there as [number, number]
    const penalties = { positive: balanced(second), negative: balanced(first) }
    const line = fitLinearSvm({ inputs: code, positive: (n) => classes[n] === second, penalties })
    lines[second] = line
    lines[first] = { weight: -line.weight, intercept: -line.intercept }
    return lines
  }
  for (const label of there) {
    const penalties = { positive: balanced(label), negative: c }
    lines[label] = fitLinearSvm({ inputs: code, positive: (n) => classes[n] === label, penalties })
  }
  return lines
}

function classOf(lines: readonly (Line | undefined)[], x: number): number {
  let best = -1
  let highest = Number.NEGATIVE_INFINITY
  lines.forEach((line, label) => {
    if (line === undefined) return
    const score = line.weight * x + line.intercept
    if (score > highest) [best, highest] = [label, score]
  })
  return best
}
