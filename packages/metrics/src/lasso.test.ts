import { describe, expect, it } from 'vitest'
import { normalMatrix } from '../test/random.js'
import { lasso } from './lasso.js'
import { matrixFromRows } from './matrix.js'
import { pearson } from './pearson.js'

describe('lasso', () => {
  it('shrinks the weights of uncorrelated inputs by the penalty', () => {
    const inputs = matrixFromRows([
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ])
    const { data } = lasso({ inputs, targets: matrixFromRows([[0.8, -0.5, 0.1]]), penalty: 0.2 })
    expect([...data]).toEqual([expect.closeTo(0.6, 12), expect.closeTo(-0.3, 12), 0])
  })

  it('meets the conditions of the optimum: |X r / N| = penalty where a weight is not 0, at most that elsewhere', () => {
    const x = normalMatrix(50, 8, 'inputs')
    const inputs = pearson(x, x)
    const targets = pearson(normalMatrix(50, 3, 'targets'), x)
    const weights = lasso({ inputs, targets, penalty: 0.1 })
    for (let i = 0; i < 3; i++) {
      for (let j = 0; j < 8; j++) {
        let gradient = targets.data[i * 8 + j]!
        for (let k = 0; k < 8; k++) gradient -= weights.data[i * 8 + k]! * inputs.data[k * 8 + j]!
        const weight = weights.data[i * 8 + j]!
        if (weight === 0) expect(Math.abs(gradient)).toBeLessThanOrEqual(0.1)
        else expect(gradient).toBeCloseTo(Math.sign(weight) * 0.1, 8)
      }
    }
  })

  it('gives a constant input no weight', () => {
    const inputs = matrixFromRows([
      [1, 0],
      [0, 0],
    ])
    expect([...lasso({ inputs, targets: matrixFromRows([[0.5, 0]]), penalty: 0 }).data]).toEqual([0.5, 0])
  })
})
