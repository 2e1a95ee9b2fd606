import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { Redis } from 'ioredis'

// Where it was unpacked and not installed, its libraries are in a place of their own.
const { VSC_TEST_REDIS_LIBRARIES: libraries } = process.env
const env = { ...process.env, ...(libraries && { LD_LIBRARY_PATH: libraries }) }

/** Whether there is a redis-server to test with: Debian's package redis-server, which `.ci/run` brings. */
export const hasRedis = spawnSync('redis-server', ['--version'], { env }).status === 0

export interface RedisServer {
  readonly url: string
  /** A client of it. */
  readonly client: Redis
  /** Stops it and starts it again with what it had. */
  restart(): Promise<void>
  stop(): Promise<void>
}

/** Starts a server on a free port, with a folder of its own. */
export async function startRedis(options: readonly string[] = []): Promise<RedisServer> {
  const port = await freePort()
  const folder = await mkdtemp(join(tmpdir(), 'redis-'))
  const argv = [
    '--port',
    `${port}`,
    '--bind',
    '127.0.0.1',
    '--save',
    '',
    '--appendonly',
    'yes',
    '--dir',
    folder,
    ...options,
  ]
  const start = () => spawn('redis-server', argv, { stdio: 'ignore', env })
  let server: ChildProcess = start()
  const client = new Redis({ port, host: '127.0.0.1', maxRetriesPerRequest: null, lazyConnect: true })
  client.on('error', () => {}) // it comes and goes
  const halt = async () => {
    const ended = once(server, 'exit')
    server.kill('SIGTERM')
    await ended
  }
  await client.connect().catch(() => {})
  if (options.length === 0) await client.ping()
  else await setTimeout(500)
  return {
    url: `redis://127.0.0.1:${port}`,
    client,
    async restart() {
      await halt()
      server = start()
      await client.ping()
    },
    async stop() {
      client.disconnect()
      await halt()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { readonly port: number }
  server.close()
  await once(server, 'close')
  return port
}
