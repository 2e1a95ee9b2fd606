import { createRng } from '@vsc/random'
import { expect, it } from 'vitest'
import { chosenExamples } from '../src/chosen-examples.js'
import { describeLatents, stripLength } from '../src/describe-latents.js'

// Codes of known making: latent 0 is on where the hat is, and its slab is the hat's height; latent 1 is the class; latent 2 is noise.

const count = 400
const rng = createRng(1)
const rows = Array.from({ length: count }, () => ({
  hat: rng.uniform() < 0.5,
  height: rng.normal(),
  label: rng.integer(2),
}))
const matrix = (of: (row: (typeof rows)[number], i: number) => readonly number[]) => ({
  rows: count,
  columns: 3,
  data: Float32Array.from(rows.flatMap((row, i) => [...of(row, i)])),
})
const noise = rng.fillNormal(new Float32Array(count))
const means = matrix(({ height, label }, i) => [5 + height, 2 * label - 1, 0.001 * noise[i]!])
const gammas = matrix(({ hat }) => [hat ? 0.9 : 0.1, 1, 0.01])
const codes = matrix(({ hat, height, label }) => [hat ? 5 + height : 0, 2 * label - 1, 0])
const posteriorMeans = { ...means, data: means.data.map((mu, k) => mu * gammas.data[k]!) }
const data = {
  name: 'made up',
  count,
  dim: 1,
  shape: [1],
  range: [0, 1] as const,
  provenance: {},
  read: () => new Float32Array(),
  labels: Uint8Array.from(rows, ({ label }) => label),
  classes: ['left', 'right'],
  factors: {
    names: ['hat.height'],
    kinds: ['continuous' as const],
    values: Float64Array.from(rows, ({ hat, height }) => (hat ? 5 + height : 0)),
    attributes: { names: ['hat'], of: [0], present: Uint8Array.from(rows, ({ hat }) => Number(hat)) },
  },
}
const evaluation = { means, gammas, codes, posteriorMeans } as unknown as Parameters<typeof describeLatents>[1]

it('orders latents by use, and says what each follows and how often it is on', () => {
  const latents = describeLatents(data, evaluation)
  expect(latents.map(({ index }) => index)).toEqual([0, 1, 2])
  expect(latents.map(({ used }) => used)).toEqual([true, true, false])
  const [hat, side, dead] = latents
  expect(
    hat!.answers
      .slice(0, 2)
      .map(({ name }) => name)
      .sort(),
  ).toEqual(['hat', 'hat.height'])
  expect(hat!.on).toBe(rows.filter((row) => row.hat).length / count)
  expect(side!.answers.map(({ name, correlation }) => [name, Math.round(correlation)])).toEqual([
    ['left', -1],
    ['right', 1],
  ])
  expect(dead!).toMatchObject({ answers: [], on: 0 })
})

it('takes the range and the steps of a slab from the examples for which it is on', () => {
  const heights = rows
    .filter(({ hat }) => hat)
    .map(({ height }) => Math.fround(5 + height))
    .sort((a, b) => a - b)
  const [{ range, steps, mean }] = describeLatents(data, evaluation) as [ReturnType<typeof describeLatents>[number]]
  expect(range).toEqual([heights[0], heights.at(-1)])
  expect(steps).toHaveLength(stripLength(true) - 1)
  expect(steps).toEqual(steps.toSorted((a, b) => a - b))
  const below = (step: number) => heights.filter((height) => height < step).length / heights.length
  expect(below(steps[0]!)).toBeCloseTo(0.02, 1)
  expect(below(steps[3]!)).toBeCloseTo(0.5, 1)
  expect(mean).toBeCloseTo(heights.reduce((sum, height) => sum + height, 0) / heights.length, 5)
})

it('chooses examples of each class in turn', () => {
  const chosen = chosenExamples({ ...data, labels: Uint8Array.of(0, 0, 0, 1, 1), count: 5 }, 4)
  expect(chosen).toEqual([0, 3, 1, 4])
  const { labels, ...unlabelled } = data
  expect(chosenExamples(unlabelled, 3)).toEqual([0, 1, 2])
  expect(chosenExamples({ ...unlabelled, count: 2 }, 3)).toEqual([0, 1])
})
