import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasRedis, type RedisServer, startRedis } from '../../test/redis-server.js'
import { forgetPublished, publishedAttempt, takeLease } from './lease.js'

describe.skipIf(!hasRedis)('a lease (skipped where there is no redis-server)', () => {
  let server: RedisServer
  beforeAll(async () => {
    server = await startRedis()
  })
  afterAll(() => server.stop())

  const take = (identity: string, milliseconds = 60_000) =>
    takeLease({ redis: server.client, storeId: 'store', identity, milliseconds })

  it('is one attempt’s at a time, and free once it is released', async () => {
    const first = await take('one')
    expect(await take('one')).toBeUndefined()
    await first!.release()
    const second = await take('one')
    expect(second!.attempt).not.toBe(first!.attempt)
    await second!.release()
  })

  it('lets one attempt publish, whoever finishes, and no other begin after that', async () => {
    const frozen = (await take('two'))!
    await server.client.del('vsc:store:lease:two') // as it is once its time has run out
    const other = (await take('two'))!
    expect(await frozen.publish()).toBe(false)
    expect(await other.publish()).toBe(true)
    expect(await other.publish()).toBe(true)
    await other.release()
    expect(await frozen.publish()).toBe(false)
    expect(await publishedAttempt(server.client, 'store', 'two')).toBe(other.attempt)
    expect(await take('two')).toBeUndefined()
    await forgetPublished(server.client, 'store', 'two')
    const again = (await take('two'))!
    expect(again).toBeDefined()
    await again.release()
    await frozen.release()
  })

  it('tells the one that lost it, and is kept by one that lives', async () => {
    const kept = (await take('three', 600))!
    await setTimeout(1500)
    expect(kept.lost.aborted).toBe(false)
    await server.client.set('vsc:store:lease:three', 'another')
    await new Promise((resolve) => kept.lost.addEventListener('abort', resolve))
    await kept.release()
    expect(await server.client.get('vsc:store:lease:three')).toBe('another')
  })

  it('outlives a Redis that is restarted', async () => {
    const lease = (await take('four', 3000))!
    await server.restart()
    await setTimeout(1500) // it is renewed every second
    expect(lease.lost.aborted).toBe(false)
    expect(await lease.publish()).toBe(true)
    await lease.release()
  })
})
