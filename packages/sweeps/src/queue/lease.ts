import { newAttempt } from '@vsc/lab'
import type { Redis } from 'ioredis'

/**
 * The right to train a run and to publish its result, for one attempt at a time. It is renewed while the process lives; one that hears
 * of nothing for longer than the lease, such as a machine that was frozen, loses it to the next who asks.
 */
export interface Lease {
  /** The attempt whose right it is: what it writes has this in its name. */
  readonly attempt: string
  /** Aborted once the right is another's. */
  readonly lost: AbortSignal
  /**
   * Makes this attempt the one whose result counts. Says whether it is: never of two attempts at a run, unless Redis has forgotten
   * one.
   */
  publish(): Promise<boolean>
  release(): Promise<void>
}

export interface LeaseOptions {
  readonly redis: Redis
  /** Of the store that results go to. */
  readonly storeId: string
  readonly identity: string
  /** Milliseconds for which it holds unless it is renewed. */
  readonly milliseconds: number
}

const keysOf = (storeId: string, identity: string) =>
  [`vsc:${storeId}:lease:${identity}`, `vsc:${storeId}:published:${identity}`] as const

/** Takes the lease where it is free, and keeps it where it is this attempt's. KEYS: lease, published. ARGV: attempt, milliseconds. */
const takeOrKeep = `
local published = redis.call('get', KEYS[2])
if published and published ~= ARGV[1] then return 0 end
local holder = redis.call('get', KEYS[1])
if holder and holder ~= ARGV[1] then return 0 end
redis.call('set', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1`

/** Names this attempt as the one that counts, if it holds the lease and no other is named. */
const publishHeld = `
local published = redis.call('get', KEYS[2])
if published then return published == ARGV[1] and 1 or 0 end
if redis.call('get', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('set', KEYS[2], ARGV[1], 'EX', 2592000)
return 1`

const releaseHeld = `
if redis.call('get', KEYS[1]) == ARGV[1] then redis.call('del', KEYS[1]) end
return 1`

/** Takes the lease of a run; undefined where another attempt holds it, or its result is there. */
export async function takeLease({ redis, storeId, identity, milliseconds }: LeaseOptions): Promise<Lease | undefined> {
  const attempt = newAttempt()
  const keys = keysOf(storeId, identity)
  const run = async (script: string) => (await redis.eval(script, 2, ...keys, attempt, milliseconds)) === 1
  if (!(await run(takeOrKeep))) return undefined
  const lost = new AbortController()
  let asking = false
  const renewal = setInterval(async () => {
    if (asking) return // Redis is away: what was asked waits for it
    asking = true
    const held = await run(takeOrKeep).catch(() => true) // not known: publishing asks once more
    asking = false
    if (!held) lost.abort()
  }, milliseconds / 3)
  return {
    attempt,
    lost: lost.signal,
    publish: () => run(publishHeld),
    async release() {
      clearInterval(renewal)
      await run(releaseHeld)
    },
  }
}

/** The attempt whose result counts, if it was named; its worker may have died before the store knew. */
export const publishedAttempt = (redis: Redis, storeId: string, identity: string): Promise<string | null> =>
  redis.get(keysOf(storeId, identity)[1])

/** Forgets the result of a run that is to be trained anew. */
export async function forgetPublished(redis: Redis, storeId: string, identity: string): Promise<void> {
  await redis.del(keysOf(storeId, identity)[1])
}
