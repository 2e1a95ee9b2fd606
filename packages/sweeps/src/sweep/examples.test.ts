import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { pointsOf } from './points.js'
import { readSweep } from './read-sweep.js'

const folder = fileURLToPath(new URL('../../../../examples/', import.meta.url))

it.each([
  ['figure-1.yaml', 400],
  ['alpha.yaml', 50],
  ['beta.yaml', 50],
  ['latents.yaml', 50],
  ['halving.ts', 32],
])('examples/%s asks for %i models', async (name, models) => {
  const { seeds, searches } = await readSweep(folder + name)
  const points = searches.flatMap(pointsOf)
  expect(points.length * seeds.length).toBe(models)
  expect(new Set(points.map((point, i) => JSON.stringify([point, i]))).size).toBe(points.length)
})
