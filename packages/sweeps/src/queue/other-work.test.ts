import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasRedis, type RedisServer, startRedis } from '../../test/redis-server.js'
import { otherWork, waitingOf } from './other-work.js'
import { type Job, type Kind, openQueue } from './work.js'

describe.skipIf(!hasRedis)('work for others (skipped where there is no redis-server)', () => {
  let server: RedisServer
  beforeAll(async () => {
    server = await startRedis()
  })
  afterAll(() => server.stop())

  const own: Kind = { version: '1.2.0', lab: null, store: { id: '01234567', place: '/store' } }
  const queueOne = async (kind: Kind) => {
    const queue = await openQueue(server.client, kind)
    await queue.add('a run', {} as Job)
  }

  it('is told by what the worker lacks, and a worker’s own is not', async () => {
    await queueOne(own)
    expect(await otherWork(server.client, own)).toEqual([])
    expect(await waitingOf(server.client, own)).toBe(1)
    await queueOne({ ...own, version: '1.3.0' })
    await queueOne({ ...own, lab: 'abcd' })
    await queueOne({ ...own, store: { id: '89abcdef', place: 's3://lab' } })
    await queueOne({ ...own, version: '1.1.0', lab: 'abcd' })
    expect((await otherWork(server.client, own)).sort()).toEqual([
      '1 run waits for a worker of version 1.1.0 (this is 1.2.0: install that one), with the vsc.config.ts that the sweep was planned with, abcd (there is none here: copy it, or name it by --use)',
      '1 run waits for a worker of version 1.3.0 (this is 1.2.0: install that one)',
      '1 run waits for a worker with the store s3://lab (this one has /store: give that one by --store)',
      '1 run waits for a worker with the vsc.config.ts that the sweep was planned with, abcd (there is none here: copy it, or name it by --use)',
    ])
    expect(await otherWork(server.client, { ...own, lab: 'abcd' })).toContain(
      '1 run waits for a worker without a vsc.config.ts (leave the one here alone by --no-config)',
    )
  })

  it('can be asked for again and again over one connection', async () => {
    const warnings: Error[] = []
    const listen = (warning: Error) => warnings.push(warning)
    process.on('warning', listen)
    const before = server.client.eventNames().map((name) => server.client.listenerCount(name))
    for (let i = 0; i < 12; i++) await otherWork(server.client, own)
    expect(server.client.eventNames().map((name) => server.client.listenerCount(name))).toEqual(before)
    process.off('warning', listen)
    expect(warnings).toEqual([])
  })
})
