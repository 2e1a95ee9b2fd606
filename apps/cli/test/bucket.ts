import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import S3rver from 's3rver'

/** A bucket called `lab` on this machine, whose quota can run out. */
export interface Bucket {
  /** What programs are told, to find it. */
  readonly env: NodeJS.ProcessEnv
  /** Whether nothing that is written below `runs/` finds room. */
  full: boolean
  /** How often that was said. */
  readonly refusals: () => number
  stop(): Promise<void>
}

const noRoom =
  '<?xml version="1.0" encoding="UTF-8"?><Error><Code>QuotaExceeded</Code><Message>no room</Message></Error>'

/** Starts an S3-compatible server, and before it a gate that says what a full one says. */
export async function startBucket(): Promise<Bucket> {
  const folder = await mkdtemp(join(tmpdir(), 'bucket-'))
  const configureBuckets = [{ name: 'lab', configs: [] }]
  const behind = new S3rver({ port: 0, address: '127.0.0.1', silent: true, directory: folder, configureBuckets })
  const { port } = await behind.run()
  let refusals = 0

  const forward = (asked: IncomingMessage, reply: ServerResponse) => {
    const { method, url: path, headers } = asked
    const onward = request({ host: '127.0.0.1', port, method, path, headers }, (answer) => {
      reply.writeHead(answer.statusCode!, answer.headers)
      answer.pipe(reply)
    })
    onward.on('error', () => reply.destroy())
    asked.pipe(onward)
  }
  const gate = createServer((asked, reply) => {
    if (!bucket.full || asked.method !== 'PUT' || !asked.url?.includes('/runs/')) return forward(asked, reply)
    refusals++
    asked.resume().on('end', () => reply.writeHead(507, { 'content-type': 'application/xml' }).end(noRoom))
  })
  gate.listen(0, '127.0.0.1')
  await once(gate, 'listening')

  const bucket: Bucket = {
    env: {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${(gate.address() as AddressInfo).port}`,
      ...{ AWS_ACCESS_KEY_ID: 'S3RVER', AWS_SECRET_ACCESS_KEY: 'S3RVER', AWS_REGION: 'us-east-1' },
    },
    full: false,
    refusals: () => refusals,
    async stop() {
      gate.closeAllConnections()
      gate.close()
      await behind.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
  return bucket
}
