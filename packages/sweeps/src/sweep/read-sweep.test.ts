import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { checkSweep, readSweep } from './read-sweep.js'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sweep-'))
})
afterAll(() => rm(folder, { recursive: true }))

const file = async (name: string, text: string) => {
  await writeFile(join(folder, name), text)
  return join(folder, name)
}

it('has the name of its file, and its defaults', async () => {
  const sweep = await readSweep(await file('first.yaml', 'searches: [{ grid: { model.alpha: [0.1, 0.2] } }]'))
  expect(sweep).toMatchObject({ name: 'first', preset: 'quick', seeds: [1], evaluation: { count: 1000, seed: 1 } })
})

it('is the same in YAML, JSON, TypeScript and the config.json of its folder', async () => {
  const given = { name: 'same', seeds: [1, 2], searches: [{ model: 'vsc', grid: { 'model.alpha': [0.1] } }] }
  const text = JSON.stringify(given)
  const expected = checkSweep(given)
  expect(await readSweep(await file('a.json', text))).toEqual(expected)
  expect(await readSweep(await file('a.ts', `export default ${text} as const`))).toEqual(expected)
  const config = JSON.stringify({ experiment: 'same', preset: 'quick', engine: 'auto', sweep: expected })
  expect(await readSweep(await file('config.json', config))).toEqual(expected)
})

it.each([
  [
    'a key that there is not, with the nearest',
    'sedes: [1]\nsearches: [{}]',
    /sedes: there is no such key; did you mean seeds\?$/,
  ],
  ['no search', 'seeds: [1]', /: searches: /],
  [
    'two kinds of search in one',
    'searches: [{ grid: {a: [1]}, sobol: {runs: 1, keys: {a: [1]}} }]',
    /is a grid, random or sobol/,
  ],
  [
    'a range that is none',
    'searches: [{ random: {runs: 1, keys: {a: {from: 2, to: 1}}} }]',
    /searches.0.random.keys.a: /,
  ],
  ['a logarithm of nothing', 'searches: [{ random: {runs: 1, keys: {a: {from: 0, to: 1, scale: log}}} }]', /keys.a: /],
  ['no keys at all', 'just text', /holds no configuration/],
])('refuses %s in one line', async (_, text, message) => {
  const path = await file('bad.yaml', text)
  const error = await readSweep(path).catch((thrown: Error) => thrown)
  expect(error).toBeInstanceOf(Error)
  expect((error as Error).message).toMatch(message)
  expect((error as Error).message).not.toContain('\n')
})

it('refuses a program that exports none', async () => {
  await expect(readSweep(await file('none.ts', 'export const a = 1'))).rejects.toThrow(/exports no sweep: expected/)
  await expect(readSweep(await file('broken.ts', 'export default {'))).rejects.toThrow(/cannot be loaded/)
})
