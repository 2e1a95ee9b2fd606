import { describe, expect, it } from 'vitest'
import { scheduleSchema, valueAt } from './schedule.js'
import { type Settings, type SettingsName, settings } from './settings.js'
import { createVsc } from './vsc.js'

const all: [string, Settings][] = Object.entries(settings)

describe('settings', () => {
  it.each(all)('%s: makes a model, and schedules that a configuration may hold', (_, { model, training }) => {
    expect(() => createVsc({ dataDim: 784, latentDim: 60, ...model })).not.toThrow()
    for (const schedule of [training.learningRate, training.lambda, training.slope]) {
      expect(scheduleSchema.parse(schedule)).toEqual(schedule)
    }
  })

  // iterations, then step size, lambda and slope at the iterations beside them, as the supplement's section D prints them
  it.each<[SettingsName, number, [number, number, number, number][]]>([
    [
      'elbo',
      70_000,
      [
        [0, 1e-3, 0, 50],
        [15_000, 1e-3, 0, 82.14],
        [17_500, 1e-3, 0.5, 87.5],
        [20_000, 1e-4, 1, 92.86],
      ],
    ],
    [
      'smiley',
      200_000,
      [
        [50_000, 5e-4, 0, 87.5],
        [59_999, 5e-4, 0.9999, 95],
        [60_000, 5e-5, 1, 95],
      ],
    ],
    [
      'celeba',
      500_000,
      [
        [55_000, 5e-4, 0.5, 66.5],
        [60_000, 5e-5, 1, 68],
      ],
    ],
    [
      'reference-fashion',
      100_000,
      [
        [44_999, 5e-4, 0, 100],
        [45_000, 5e-5, 0, 100],
        [50_000, 5e-5, 1, 100],
      ],
    ],
    [
      'reference-smiley',
      200_000,
      [
        [59_999, 5e-4, 0, 100],
        [60_000, 5e-5, 0, 100],
        [80_000, 5e-5, 1, 100],
      ],
    ],
  ])('%s: follows the table', (name, iterations, points) => {
    const { training } = settings[name]
    expect(training.iterations).toBe(iterations)
    for (const [iteration, learningRate, lambda, slope] of points) {
      expect(valueAt(training.learningRate, iteration)).toBeCloseTo(learningRate, 12)
      expect(valueAt(training.lambda, iteration)).toBeCloseTo(lambda, 6)
      expect(valueAt(training.slope, iteration)).toBeCloseTo(slope, 2)
    }
  })

  it('starts Adam afresh, and keeps the order of the data, only in the authors’ program', () => {
    expect(settings.smiley.training).toMatchObject({ freshAdamAt: [], shuffle: true })
    expect(settings['reference-smiley'].training).toMatchObject({ freshAdamAt: [60_000], shuffle: false })
  })
})
