import { constant, linear, piecewise } from '@vsc/core'
import { describe, expect, it } from 'vitest'
import { sweptInFileName, sweptInWords, sweptSettings, sweptTraining } from './swept-settings.js'

describe('a point of a sweep', () => {
  const swept = { beta: 2, learningRate: 1e-3 }

  it('says apart what a model is and how it is trained', () => {
    expect(sweptSettings(swept)).toEqual({ beta: 2 })
    expect(sweptTraining(swept)).toEqual({ learningRate: constant(1e-3) })
    expect(sweptTraining({ beta: 2 })).toEqual({})
  })

  it.each([
    ['beta', 2, '2', '2'],
    ['learningRate', 1e-3, '0.001', '0.001'],
    ['learningRate', piecewise([0, 1e-4], [480, 1e-3]), '0.0001 → 0.001', '0-0.0001-480-0.001'],
    [
      'learningRate',
      linear({ from: 1e-3, to: 1e-7, start: 0, end: 9 }),
      'from 0.001 at iteration 0 in a straight line to 1e-7 at 9',
      '0.001-1e-7-0-9',
    ],
  ])('is named in words and in file names: %s', (key, value, words, fileName) => {
    expect(sweptInWords(key, value)).toBe(words)
    expect(sweptInFileName(key, value)).toBe(fileName)
  })

  it('has different file names for schedules that take the same values at other iterations', () => {
    const [a, b] = [480, 500].map((start) => sweptInFileName('learningRate', piecewise([0, 1e-4], [start, 1e-3])))
    expect(a).not.toBe(b)
  })
})
