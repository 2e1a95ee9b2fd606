import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { folderStore } from './folder-store.js'
import { openRunStore } from './run-store.js'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'store-'))
})
afterEach(() => rm(folder, { recursive: true }))

const trainedWith = { engine: 'onnx:cpu', device: 'a processor, 1 thread', node: '20.19.0' }
const identity = 'abc'

/** A run's folder with these files. */
async function runOf(files: Readonly<Record<string, string>>): Promise<string> {
  const directory = join(folder, 'run')
  await rm(directory, { recursive: true, force: true })
  await mkdir(join(directory, 'checkpoints'), { recursive: true })
  for (const [path, text] of Object.entries(files)) await writeFile(join(directory, path), text)
  return directory
}

const files = { 'metrics.jsonl': 'points', 'checkpoints/iteration-000000010.safetensors': 'ten' }
const saving = { identity, iteration: 10, finished: true, trainedWith }

describe('a folder as a store', () => {
  it('creates a file for one of several that come at a time', async () => {
    const store = folderStore(join(folder, 'store'))
    const made = await Promise.all(Array.from({ length: 20 }, (_, i) => store.create('a/name', Buffer.from(`${i}`))))
    expect(made.filter(Boolean)).toHaveLength(1)
    expect(Buffer.from((await store.read('a/name'))!).toString()).toBe(`${made.indexOf(true)}`)
    expect(await store.list('')).toEqual(['a/name'])
  })

  it('has nothing of a name that was never written', async () => {
    const store = folderStore(join(folder, 'store'))
    expect(await store.read('no')).toBeUndefined()
    expect(await store.list('no/')).toEqual([])
    await store.remove('no')
  })
})

describe('a store of runs', () => {
  it('gives back the folder that was saved, without what is a process’s own', async () => {
    const runs = await openRunStore(folderStore(join(folder, 'store')))
    const directory = await runOf({ ...files, 'training-1.lock': 'mine', '.status.json.1.unfinished': 'half' })
    await runs.save({ ...saving, attempt: 'a', directory })
    expect(await runs.result(identity)).toBeUndefined()
    expect(await runs.publish(identity, 'a')).toBe(true)
    const result = (await runs.result(identity))!
    await runs.fetch(result, join(folder, 'back'))
    expect((await readdir(join(folder, 'back'))).sort()).toEqual(['checkpoints', 'metrics.jsonl'])
    for (const [path, text] of Object.entries(files)) {
      expect(await readFile(join(folder, 'back', path), 'utf8')).toBe(text)
    }
  })

  it('has one result of a run, that of the attempt which was first', async () => {
    const runs = await openRunStore(folderStore(join(folder, 'store')))
    const directory = await runOf(files)
    for (const attempt of ['a', 'b']) await runs.save({ ...saving, attempt, directory })
    const published = await Promise.all(['a', 'b'].map((attempt) => runs.publish(identity, attempt)))
    expect(published.filter(Boolean)).toHaveLength(1)
    const { attempt } = (await runs.result(identity))!
    await runs.tidy(identity, attempt)
    expect(await runs.saved(identity, attempt === 'a' ? 'b' : 'a')).toBeUndefined()
    await runs.fetch((await runs.result(identity))!, join(folder, 'back'))
  })

  it('knows which attempt is furthest, and keeps of one what it saved last', async () => {
    const runs = await openRunStore(folderStore(join(folder, 'store')))
    await runs.save({ ...saving, attempt: 'a', iteration: 10, finished: false, directory: await runOf(files) })
    const further = { 'metrics.jsonl': 'more points', 'checkpoints/iteration-000000020.safetensors': 'twenty' }
    await runs.save({ ...saving, attempt: 'b', iteration: 10, finished: false, directory: await runOf(files) })
    await runs.save({ ...saving, attempt: 'b', iteration: 20, finished: false, directory: await runOf(further) })
    const best = (await runs.furthest(identity))!
    expect(best).toMatchObject({ attempt: 'b', iteration: 20 })
    expect(Object.keys(best.files)).toEqual(['checkpoints/iteration-000000020.safetensors', 'metrics.jsonl'])
    const stored = await folderStore(join(folder, 'store')).list(`runs/${identity}/b/`)
    expect(stored.filter((name) => name.endsWith('.safetensors'))).toHaveLength(1)
  })

  it('refuses what is not as it was written, and leaves the folder as it was', async () => {
    const store = folderStore(join(folder, 'store'))
    const runs = await openRunStore(store)
    const saved = await runs.save({ ...saving, attempt: 'a', directory: await runOf(files) })
    await store.write(saved.files['metrics.jsonl']!.name, Buffer.from('other'))
    await expect(runs.fetch(saved, join(folder, 'run'))).rejects.toMatchObject({
      code: 'STORE_DAMAGED',
      message: expect.stringMatching(/metrics.jsonl is not as it was written .*: the run must be trained again$/),
    })
    expect(await readFile(join(folder, 'run', 'metrics.jsonl'), 'utf8')).toBe('points')
  })

  it('goes out of no folder, whatever a manifest says', async () => {
    const store = folderStore(join(folder, 'store'))
    const runs = await openRunStore(store)
    const saved = await runs.save({ ...saving, attempt: 'a', directory: await runOf(files) })
    for (const path of ['../out', 'checkpoints/../../out', '/out', '.ssh/key']) {
      const manifest = { ...saved, files: { [path]: saved.files['metrics.jsonl'] } }
      await store.write(`runs/${identity}/a/manifest.json`, Buffer.from(JSON.stringify(manifest)))
      expect(await runs.saved(identity, 'a')).toBeUndefined()
    }
  })

  it('is the same store from everywhere, and says where it cannot be used', async () => {
    const [here, there] = [await openRunStore(folderStore(folder)), await openRunStore(folderStore(`${folder}/.`))]
    expect(here.id).toBe(there.id)
    await writeFile(join(folder, 'file'), '')
    await expect(openRunStore(folderStore(join(folder, 'file')))).rejects.toThrow(/^the store .*file cannot be used: /)
  })
})
