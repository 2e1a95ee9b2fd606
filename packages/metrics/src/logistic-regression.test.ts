import { describe, expect, it } from 'vitest'
import { expected, expectMatrix } from '../test/golden/golden.js'
import { labelledCodes, labelledExample } from '../test/labelled.js'
import { classesOf } from './labelled-codes.js'
import { classify, fitLogisticRegression } from './logistic-regression.js'
import { matrixFromRows } from './matrix.js'

type Pair = [Float64Array, Float64Array]

describe('fitLogisticRegression', () => {
  it('agrees with scikit-learn', () => {
    const { penalty, weights, intercepts } = expected.logisticRegression
    const { codes, labels } = labelledExample.train
    const model = fitLogisticRegression({ inputs: codes, classes: classesOf(labels).indices, classCount: 3, penalty })
    expectMatrix(model.weights, weights, 1e-5)
    expectMatrix(matrixFromRows([model.intercepts]), [intercepts], 1e-5)
  })

  it('meets the conditions of the optimum: penalty W = sum of (y - p) z', () => {
    const { codes, labels } = labelledCodes({ count: 200, classCount: 4, distance: 1, seed: 'optimum' })
    const { classes, indices } = classesOf(labels)
    const { weights, intercepts } = fitLogisticRegression({
      inputs: codes,
      classes: indices,
      classCount: classes.length,
      penalty: 3,
    })
    const gradient = new Float64Array(16)
    for (let n = 0; n < 200; n++) {
      const z = Float64Array.from(codes.data.subarray(4 * n, 4 * n + 4))
      const odds = [0, 1, 2, 3].map((c) =>
        Math.exp(z.reduce((score, value, j) => score + weights.data[4 * c + j]! * value, intercepts[c]!)),
      )
      const total = odds.reduce((a, b) => a + b)
      for (let k = 0; k < 16; k++) {
        const c = Math.floor(k / 4)
        gradient[k]! += ((labels[n] === c ? 1 : 0) - odds[c]! / total) * z[k % 4]!
      }
    }
    gradient.forEach((g, k) => {
      expect(g).toBeCloseTo(3 * weights.data[k]!, 4)
    })
  })

  it('finds the same probabilities without a penalty whatever the units of the inputs', () => {
    const { codes, labels } = labelledCodes({ count: 200, classCount: 3, distance: 1, seed: 'units' })
    const rescaled = { ...codes, data: Float64Array.from(codes.data, (z, k) => 1000 + z * 10 ** (3 * (k % 3) - 3)) }
    const fit = { classes: classesOf(labels).indices, classCount: 3, penalty: 0 }
    const [a, b] = [codes, rescaled].map((inputs) => fitLogisticRegression({ inputs, ...fit }).weights.data) as Pair
    expectMatrix(matrixFromRows([b.map((weight, k) => weight * 10 ** (3 * (k % 3) - 3))]), [[...a]], 1e-4)
  })

  it('stays finite without a penalty where classes lie apart', () => {
    const { codes, labels } = labelledCodes({ count: 30, classCount: 3, distance: 50, seed: 'apart' })
    const model = fitLogisticRegression({
      inputs: codes,
      classes: classesOf(labels).indices,
      classCount: 3,
      penalty: 0,
    })
    expect(model.weights.data.every(Number.isFinite)).toBe(true)
    expect([...classify(model, codes)]).toEqual(Array.from(labels))
  })
})
