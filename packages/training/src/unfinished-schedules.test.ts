import { constant, cosine, linear, piecewise, warmUp } from '@vsc/core'
import { expect, it } from 'vitest'
import { trainingConfigSchema } from './config.js'
import { endedSchedules, unfinishedSchedules } from './unfinished-schedules.js'

it('names the schedules that go on after training ends', () => {
  const config = trainingConfigSchema.parse({
    iterations: 100,
    learningRate: piecewise([0, 1e-3], [101, 1e-4]),
    schedules: {
      lambda: linear({ from: 0, to: 1, start: 10, end: 200 }),
      slope: constant(50),
      done: piecewise([0, 1], [100, 2]),
    },
  })
  expect(unfinishedSchedules(config)).toEqual([
    'learningRate still changes up to iteration 101, but training ends at 100',
    'schedules.lambda still changes up to iteration 200, but training ends at 100',
  ])
})

it('knows where cosines and warm-ups end', () => {
  const decay = cosine({ from: 1, to: 0, start: 10, end: 120 })
  const config = trainingConfigSchema.parse({
    iterations: 100,
    learningRate: warmUp({ end: 10, to: decay }),
    schedules: { a: decay, b: warmUp({ end: 130, to: constant(1) }), c: warmUp({ end: 100, to: constant(1) }) },
  })
  expect(unfinishedSchedules(config)).toEqual([
    'learningRate still changes up to iteration 120, but training ends at 100',
    'schedules.a still changes up to iteration 120, but training ends at 100',
    'schedules.b still changes up to iteration 130, but training ends at 100',
  ])
})

it('names the schedules that end before training does, those that never change apart', () => {
  const config = trainingConfigSchema.parse({
    iterations: 300,
    learningRate: piecewise([0, 1e-3], [101, 1e-4]),
    schedules: {
      lambda: linear({ from: 0, to: 1, start: 10, end: 200 }),
      slope: constant(50),
      on: linear({ from: 0, to: 1, start: 10, end: 300 }),
    },
  })
  expect(endedSchedules(config)).toEqual([
    'learningRate stays as it is from iteration 101 on',
    'schedules.lambda stays as it is from iteration 200 on',
  ])
})
