import { describe, expect, it } from 'vitest'
import { codes, expected, factors } from '../test/golden/factors.js'
import { codeAccuracy } from './code-classifier.js'
import { isHeldOut } from './held-out.js'
import { classesOf } from './labelled-codes.js'
import { fitLinearSvm } from './linear-svm.js'
import { selectColumns } from './matrix.js'

const columnOf = (matrix: typeof codes, column: number) => Float64Array.from(selectColumns(matrix, [column]).data)
const part = (code: Float64Array, classes: Uint32Array, heldOut: boolean) => ({
  code: code.filter((_, row) => isHeldOut(row) === heldOut),
  classes: classes.filter((_, row) => isHeldOut(row) === heldOut),
})

describe('fitLinearSvm', () => {
  it("agrees with scikit-learn's LinearSVC of balanced classes", () => {
    const { indices } = classesOf(columnOf(factors, 3))
    const { code, classes } = part(columnOf(codes, 3), indices, false)
    const ones = classes.filter((label) => label === 1).length
    const { weight, intercept } = fitLinearSvm({
      inputs: code,
      positive: (n) => classes[n] === 1,
      penalties: {
        positive: (0.01 * classes.length) / (2 * ones),
        negative: (0.01 * classes.length) / (2 * (classes.length - ones)),
      },
    })
    expect(weight).toBeCloseTo(expected.lines.ofTwoClasses.coef[0]!, 8)
    expect(intercept).toBeCloseTo(expected.lines.ofTwoClasses.intercept[0]!, 8)
  })

  it('agrees on one of four classes against the others, of which only the class is balanced', () => {
    const { indices } = classesOf(columnOf(factors, 2))
    const { code, classes } = part(columnOf(codes, 2), indices, false)
    for (const label of [0, 1, 2, 3]) {
      const count = classes.filter((other) => other === label).length
      const penalties = { positive: (0.01 * classes.length) / (4 * count), negative: 0.01 }
      const { weight, intercept } = fitLinearSvm({ inputs: code, positive: (n) => classes[n] === label, penalties })
      expect(weight).toBeCloseTo(expected.lines.ofFourClasses.coef[label]!, 8)
      expect(intercept).toBeCloseTo(expected.lines.ofFourClasses.intercept[label]!, 8)
    }
  })

  it('is where the loss has no slope, also for inputs of odd sizes', () => {
    for (const scale of [1e-6, 1, 1e6]) {
      const inputs = Float64Array.from({ length: 50 }, (_, n) => scale * (Math.sin(n * n) + (n % 2)))
      const line = fitLinearSvm({ inputs, positive: (n) => n % 2 === 1, penalties: { positive: 2, negative: 1 } })
      const loss = (weight: number, intercept: number) =>
        inputs.reduce(
          (sum, x, n) =>
            n % 2 === 1
              ? sum + 2 * Math.max(0, 1 - weight * x - intercept) ** 2
              : sum + Math.max(0, 1 + weight * x + intercept) ** 2,
          (weight ** 2 + intercept ** 2) / 2,
        )
      const least = loss(line.weight, line.intercept)
      for (const change of [-1e-3, 1e-3]) {
        expect(loss(line.weight + change / scale, line.intercept)).toBeGreaterThan(least)
        expect(loss(line.weight, line.intercept + change)).toBeGreaterThan(least)
      }
    }
  })
})

describe('codeAccuracy', () => {
  it("agrees with scikit-learn's LinearSVC for every code", () => {
    for (const [k, factor] of [2, 3].entries()) {
      const { classes, indices } = classesOf(columnOf(factors, factor))
      expected.accuracies[k]!.forEach((accuracy, latent) => {
        const code = columnOf(codes, latent)
        const found = codeAccuracy(part(code, indices, false), part(code, indices, true), classes.length)
        expect(found).toBeCloseTo(accuracy, 12)
      })
    }
  })

  it('guesses what is left where only one class was learned from', () => {
    const of = (...classes: number[]) => ({ code: Float64Array.from(classes), classes: Uint32Array.from(classes) })
    expect(codeAccuracy(of(1, 1), of(0, 1, 1, 2), 3)).toBe(0.5)
  })
})
