import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { tinyData } from '../../test/tiny-run.js'
import { seenInTraining, writeExampleDigests } from './example-digests.js'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vsc-digests-'))
})
afterEach(() => rm(folder, { recursive: true }))

it('the examples of a run are known again one by one, in whatever data set they are', async () => {
  const data = tinyData()
  await writeExampleDigests(folder, { ...data, count: 40 })
  expect(await seenInTraining(folder, data)).toEqual(Uint8Array.from({ length: 60 }, (_, n) => (n < 40 ? 1 : 0)))
  const backwards = { ...data, read: (indices: ArrayLike<number>) => data.read(Array.from(indices, (n) => 59 - n)) }
  expect((await seenInTraining(folder, backwards))?.slice(18, 22)).toEqual(Uint8Array.of(0, 0, 1, 1))
  expect(await seenInTraining(folder, tinyData('others'))).toEqual(new Uint8Array(60))
})

it('a run that does not say which they were is not guessed at', async () => {
  expect(await seenInTraining(folder, tinyData())).toBeUndefined()
  await writeFile(join(folder, 'examples.bin'), 'abc')
  expect(await seenInTraining(folder, tinyData())).toBeUndefined()
})
