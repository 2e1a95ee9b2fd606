import { createRng } from '@vsc/random'
import { expect, it } from 'vitest'
import { sobolPoints } from './sobol.js'

/** Of scipy 1.17.1: `qmc.Sobol(d=21, scramble=False, bits=32).random(1024)`, by the number of the point. */
const scipy: Readonly<Record<number, readonly number[]>> = {
  7: [
    0.125, 0.625, 0.375, 0.125, 0.125, 0.375, 0.625, 0.625, 0.625, 0.875, 0.625, 0.125, 0.625, 0.375, 0.125, 0.125,
    0.125, 0.125, 0.625, 0.875, 0.875,
  ],
  100: [
    0.4140625, 0.2578125, 0.7734375, 0.7265625, 0.8828125, 0.7421875, 0.0234375, 0.4765625, 0.6328125, 0.6953125,
    0.4609375, 0.6796875, 0.4765625, 0.8515625, 0.3203125, 0.4921875, 0.6796875, 0.7421875, 0.8359375, 0.3359375,
    0.7578125,
  ],
  1023: [
    0.0009765625, 0.7529296875, 0.6123046875, 0.1455078125, 0.1865234375, 0.4384765625, 0.1396484375, 0.6181640625,
    0.3447265625, 0.8505859375, 0.6787109375, 0.0361328125, 0.1298828125, 0.6650390625, 0.3623046875, 0.4638671875,
    0.3134765625, 0.8759765625, 0.5849609375, 0.3193359375, 0.8662109375,
  ],
}

it('has the points of another program, in every dimension', () => {
  const points = sobolPoints(1024, 21)
  for (const [i, expected] of Object.entries(scipy)) expect(points[Number(i)]).toEqual(expected)
})

it('has one point in each of 2^k equal slices of every dimension, shifted or not', () => {
  for (const shift of [undefined, createRng('shift')]) {
    const points = sobolPoints(64, 21, shift)
    for (let d = 0; d < 21; d++) {
      expect(new Set(points.map((point) => Math.floor(point[d]! * 64))).size).toBe(64)
    }
  }
})

it('refuses more dimensions than it has numbers for', () => {
  expect(() => sobolPoints(4, 22)).toThrow('a Sobol search has at most 21 keys, got 22')
})
