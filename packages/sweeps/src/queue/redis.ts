import type { Redis } from 'ioredis'
import { messageOf, SweepsError } from '../errors.js'
import { loadIoredis } from '../optional-packages.js'
import type { QueueAddress } from './address.js'

export interface ConnectOptions {
  /** Told once when the connection is lost, and once when it is back. */
  readonly announce: (message: string) => void
}

/**
 * Connects to a queue. What is asked of it while it is away waits until it is back.
 *
 * @throws SweepsError QUEUE_UNREACHABLE where it cannot be reached now, or refuses the password; MISSING_PACKAGE
 */
export async function connectRedis(address: QueueAddress, { announce }: ConnectOptions): Promise<Redis> {
  const { Redis } = await loadIoredis()
  await probe(Redis, address)
  const redis = new Redis(address.url, {
    maxRetriesPerRequest: null, // as BullMQ wants it
    retryStrategy: (times) => Math.min(100 * times, 2000),
  })
  let away = false
  redis.on('error', (error: Error) => {
    if (!away) announce(`warning: ${address.place} cannot be reached (${reasonOf(error)}): waiting for it to come back`)
    away = true
  })
  redis.on('ready', () => {
    if (away) announce(`${address.place} is back`)
    away = false
  })
  return redis
}

async function probe(Client: typeof Redis, { url, place }: QueueAddress): Promise<void> {
  const client = new Client(url, { lazyConnect: true, retryStrategy: () => null, connectTimeout: 10_000 })
  let reason: Error | undefined
  client.on('error', (error: Error) => {
    reason ??= error
  })
  try {
    await client.connect()
    await client.ping()
  } catch (cause) {
    const why = reason ?? cause
    const said = reasonOf(why)
    throw new SweepsError(
      'QUEUE_UNREACHABLE',
      /WRONGPASS|NOAUTH|invalid username-password|without any password/i.test(said)
        ? `the queue ${place} refuses the password: give the right one in the address (redis://USER:PASSWORD@HOST), by VSC_QUEUE where others can see the command line`
        : `the queue ${place} cannot be reached (${said}): is redis-server running there, and the port open?`,
      { cause: why },
    )
  } finally {
    client.disconnect()
  }
}

/** Node.js gathers those of several addresses of one host without words of its own. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return error.errors.map(messageOf).join(', ')
  return messageOf(error)
}
