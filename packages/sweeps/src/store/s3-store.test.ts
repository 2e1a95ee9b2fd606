import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openRunStore } from '@vsc/lab'
import S3rver from 's3rver'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { openStore } from './open-store.js'
import { s3Store } from './s3-store.js'

let folder: string
let server: S3rver
let endpoint: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 's3-'))
  const options = {
    port: 0,
    address: '127.0.0.1',
    silent: true,
    directory: folder,
    configureBuckets: [{ name: 'lab', configs: [] }],
  }
  server = new S3rver(options)
  const { port } = await server.run()
  endpoint = `http://127.0.0.1:${port}`
})
afterAll(async () => {
  await server.close()
  await rm(folder, { recursive: true, force: true })
})
beforeEach(() => {
  vi.stubEnv('AWS_ENDPOINT_URL', endpoint)
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'S3RVER')
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'S3RVER')
})
afterEach(() => vi.unstubAllEnvs())

describe('a bucket as a store', () => {
  it('reads what it wrote, lists by prefix, creates once and removes', async () => {
    const store = await s3Store('s3://lab/some/prefix/')
    expect(store.place).toBe('s3://lab/some/prefix')
    const bytes = Uint8Array.from({ length: 70_000 }, (_, i) => i % 251)
    await store.write('a/b', bytes)
    expect(Buffer.from((await store.read('a/b'))!).equals(bytes)).toBe(true)
    expect(await store.read('a/c')).toBeUndefined()
    expect([await store.create('a/c', bytes), await store.create('a/c', bytes)]).toEqual([true, false])
    expect(await store.list('a/')).toEqual(['a/b', 'a/c'])
    await store.remove('a/b')
    await store.remove('never')
    expect(await store.list('')).toEqual(['a/c'])
    expect(await (await s3Store('s3://lab')).list('')).toEqual(['some/prefix/a/c'])
  })

  it('is a store of runs, which has one name from everywhere', async () => {
    const [here, there] = [await openStore('s3://lab/runs'), await openRunStore(await s3Store('s3://lab/runs'))]
    expect(here.id).toBe(there.id)
    expect(await here.result('none')).toBeUndefined()
  })

  it('that is not there, or is no address, is refused in one line without keys', async () => {
    await expect(openStore('s3://missing')).rejects.toThrow(
      /^the store s3:\/\/missing cannot be used: bucket missing: .*NoSuchBucket/,
    )
    await expect(openStore('s3://Not_A_Bucket')).rejects.toThrow(/^the store is no address of a bucket/)
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'a-secret')
    vi.stubEnv('AWS_ENDPOINT_URL', 'http://127.0.0.1:1')
    const away = String(await openStore('s3://lab/runs').catch((error: Error) => error.message))
    expect(away).toMatch(/^the store s3:\/\/lab\/runs cannot be used: bucket lab: .*ECONNREFUSED/)
    expect(away).not.toContain('a-secret')
  })
})
