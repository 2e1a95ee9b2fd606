import { SweepsError } from '../errors.js'

/** Where a queue is. */
export interface QueueAddress {
  /** With user and password, where it has them: for the connection alone. */
  readonly url: string
  /** The same for people: host, port and database, and never a secret. */
  readonly place: string
}

/**
 * Checks the address of a queue.
 *
 * @throws SweepsError BAD_QUEUE
 * @example
 * console.log(queueAddress('rediss://lab:secret@queue.example:6380/2').place) // rediss://queue.example:6380/2
 */
export function queueAddress(url: string): QueueAddress {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (parsed === undefined || !['redis:', 'rediss:'].includes(parsed.protocol) || parsed.hostname === '') {
    throw new SweepsError(
      'BAD_QUEUE',
      'the queue is no address of a Redis: expected redis://HOST:PORT, or rediss:// for TLS, with USER:PASSWORD@ before the host if need be',
    )
  }
  const { protocol, hostname, port, pathname } = parsed
  const database = pathname === '/' ? '' : pathname
  if (!/^(\/\d+)?$/.test(database)) {
    throw new SweepsError('BAD_QUEUE', `the queue's database must be a number, as in redis://HOST:PORT/0`)
  }
  return { url, place: `${protocol}//${hostname}:${port || '6379'}${database}` }
}
