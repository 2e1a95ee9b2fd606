import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type DownloadProgress, obtainFile } from './obtain-file.js'
import type { RemoteFile } from './remote-file.js'

const content = Buffer.from(new Uint8Array(300_000).map((_, k) => (k * k) >> 5))
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const deadProcess = 2 ** 22 + 1 // more than any system counts to

let directory: string
let path: string
let server: Server
let requests: IncomingMessage[]

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'vsc-fetch-'))
  path = join(directory, 'set.gz')
  requests = []
})
afterEach(async () => {
  rmSync(directory, { recursive: true, force: true })
  server?.closeAllConnections()
  await new Promise((done) => server?.close(done) ?? done(undefined))
})

/** A server that answers `/0`, `/1`, ... as told; the file, with these as its mirrors. */
async function published(...mirrors: RequestListener[]): Promise<RemoteFile> {
  server = createServer((request, response) => {
    requests.push(request)
    mirrors[Number(request.url?.slice(1))]?.(request, response)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  const urls = mirrors.map((_, k) => `http://127.0.0.1:${port}/${k}`)
  return {
    name: 'set.gz',
    title: 'the set',
    bytes: content.length,
    checksum: `sha256:${sha256(content)}`,
    mirrors: urls,
  }
}

/** Serves as web servers do, ranges included. `send` may do something else with the bytes than sending them. */
function serving(
  bytes: Buffer,
  send = (response: ServerResponse, body: Buffer): unknown => response.end(body),
): RequestListener {
  return (request, response) => {
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0)
    if (from >= bytes.length) {
      response.writeHead(416, { 'content-range': `bytes */${bytes.length}` }).end()
      return
    }
    const range = from > 0 && { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` }
    response.writeHead(from > 0 ? 206 : 200, { 'content-length': bytes.length - from, ...range })
    send(response, bytes.subarray(from))
  }
}

const right = serving(content)
const wrong = serving(Buffer.alloc(content.length))
const breakingOff = serving(content, (response, body) => {
  response.write(body.subarray(0, 120_000), () => setTimeout(() => response.destroy(), 50))
})
const answering =
  (status: number, headers = {}): RequestListener =>
  (_, response) =>
    response.writeHead(status, headers).end('no')

const ranges = () => requests.map(({ headers }) => headers.range)
const inFolder = () => readdirSync(directory)
const expectRight = () => {
  expect(inFolder()).toEqual(['set.gz'])
  expect(readFileSync(path).equals(content)).toBe(true)
}

describe('a file that is there', () => {
  it('is used without a network', async () => {
    writeFileSync(path, content)
    expect(await obtainFile(await published(right), { directory })).toBe(path)
    expect(requests).toEqual([])
  })

  it('may be known by MD5 alone', async () => {
    writeFileSync(path, content)
    const md5 = createHash('md5').update(content).digest('hex')
    const remote: RemoteFile = { ...(await published(right)), checksum: `md5:${md5}` }
    expect(await obtainFile(remote, { directory })).toBe(path)
    writeFileSync(path, 'other')
    await expect(obtainFile(remote, { directory })).rejects.toThrow(`expected 300,000 bytes, MD5 ${md5}`)
  })

  it('is refused and left alone where its bytes are others: the error says what was found and expected', async () => {
    const other = content.subarray(0, 1000)
    writeFileSync(path, other)
    const remote = await published(right)
    const relatives = [{ ...remote, title: 'the other set', bytes: 1000, checksum: `sha256:${sha256(other)}` as const }]
    await expect(obtainFile(remote, { directory, relatives })).rejects.toMatchObject({
      code: 'WRONG_FILE',
      message: expect.stringContaining(
        `${path} is not the set: found 1,000 bytes, SHA-256 ${sha256(other)}; these are the other set, expected 300,000 bytes`,
      ),
    })
    expect(readFileSync(path).equals(other)).toBe(true)
  })

  it('is no folder', async () => {
    const remote = await published(right)
    mkdirSync(path)
    await expect(obtainFile(remote, { directory })).rejects.toThrow('is a folder or a device, expected a file')
  })
})

describe('a file that is not there', () => {
  it('is an error without downloads, which says how to place it by hand', async () => {
    const remote = await published(right)
    await expect(obtainFile(remote, { directory, download: false })).rejects.toMatchObject({
      code: 'FILE_NOT_FOUND',
      message: expect.stringContaining(
        `put the set (300,000 bytes, SHA-256 ${sha256(content)}) from ${remote.mirrors[0]} at`,
      ),
    })
    expect(requests).toEqual([])
  })

  it('is downloaded, and its progress told', async () => {
    const progress: DownloadProgress[] = []
    await obtainFile(await published(right), { directory, onProgress: (each) => progress.push(each) })
    expectRight()
    const end = { file: 'set.gz', received: 300_000, total: 300_000 }
    expect(progress.slice(-2)).toEqual([
      { state: 'running', ...end },
      { state: 'done', ...end },
    ])
  })

  it('is downloaded into a folder that is not there yet, and where its size is not published', async () => {
    const { bytes: _, ...remote } = await published(right)
    const where = await obtainFile(remote, { directory: join(directory, 'new/folder') })
    expect(readFileSync(where).equals(content)).toBe(true)
  })

  it('is downloaded once for two that need it', async () => {
    const remote = await published(right)
    await Promise.all([obtainFile(remote, { directory }), obtainFile(remote, { directory })])
    expect(requests).toHaveLength(1)
  })

  it('is resumed where the server breaks off', async () => {
    const first: RequestListener = (...args) => (requests.length === 1 ? breakingOff : right)(...args)
    await obtainFile(await published(first), { directory })
    expect(ranges()).toEqual([undefined, 'bytes=120000-'])
    expectRight()
  })

  it('is resumed where another process was stopped', async () => {
    writeFileSync(`${path}.${deadProcess}.part`, content.subarray(0, 200_000))
    await obtainFile(await published(right), { directory })
    expect(ranges()).toEqual(['bytes=200000-'])
    expectRight()
  })

  it('is not asked for where all of it was left', async () => {
    writeFileSync(`${path}.${deadProcess}.part`, content)
    await obtainFile(await published(right), { directory })
    expect(requests).toEqual([])
    expectRight()
  })

  it('is fetched anew where the server knows no ranges', async () => {
    writeFileSync(`${path}.${deadProcess}.part`, content.subarray(0, 200_000))
    const whole: RequestListener = (_, response) => response.end(content)
    await obtainFile(await published(whole), { directory })
    expectRight()
  })

  it.each([
    ['wrong', Buffer.alloc(200_000)],
    ['longer than the file', Buffer.alloc(300_001)],
  ])('is fetched anew where what was left is %s', async (_, left) => {
    writeFileSync(`${path}.${deadProcess}.part`, left)
    await obtainFile(await published(right), { directory })
    expect(ranges().at(-1)).toBe(undefined)
    expectRight()
  })

  it.each<[string, RequestListener]>([
    ['is dead', (request) => request.socket.destroy()],
    ['does not have it', answering(404)],
    ['is out of order', answering(503)],
    ['sends other bytes', wrong],
    ['offers a page of another length', serving(Buffer.from('<html>please confirm</html>'))],
    ['never stops', (_, response) => void response.write(Buffer.alloc(400_000))],
    ['sends too little without saying so', (_, response) => response.end(content.subarray(0, 1000))],
    ['falls silent', serving(content, (response, body) => response.write(body.subarray(0, 100_000)))],
    [
      'breaks off, and then sends other ranges',
      (_, response) => {
        response.writeHead(206, { 'content-range': 'bytes 5-9/300000' }).end('abcde')
      },
    ],
    ['redirects in a circle', (request, response) => answering(302, { location: request.url })(request, response)],
  ])('comes from the next mirror where the first %s', async (_, first) => {
    await obtainFile(await published(first, right), { directory, stallSeconds: 0.3 })
    expectRight()
  })

  it('comes from the next mirror where the first drips a byte now and then', async () => {
    const dripping = serving(content, (response, body) => {
      let at = 0
      const timer = setInterval(() => response.write(body.subarray(at, ++at)), 20)
      response.on('close', () => clearInterval(timer))
    })
    await obtainFile(await published(dripping, right), { directory, stallSeconds: 0.3 })
    expect(requests.filter(({ url }) => url === '/0')).toHaveLength(1)
    expectRight()
    const remote = await published(dripping)
    rmSync(path)
    await expect(obtainFile(remote, { directory, stallSeconds: 0.3 })).rejects.toThrow(
      /sent only \d+ bytes for 0.3 seconds/,
    )
  })

  it.skipIf(process.platform === 'win32')('is not written through a link', async () => {
    const precious = join(directory, 'precious')
    for (const pid of [process.pid, deadProcess]) {
      writeFileSync(precious, 'precious'.repeat(100))
      symlinkSync(precious, `${path}.${pid}.part`)
      await obtainFile(await published(right), { directory })
      expect(readFileSync(precious, 'utf8')).toBe('precious'.repeat(100))
      expect(readFileSync(path).equals(content)).toBe(true)
      rmSync(path)
      rmSync(`${path}.${deadProcess}.part`, { force: true })
    }
  })

  it('comes by redirects, and slowly, as long as something comes', async () => {
    const slow = serving(content, async (response, body) => {
      for (let at = 0; at < body.length; at += 75_000) {
        response.write(body.subarray(at, at + 75_000))
        await pause(150)
      }
      response.end()
    })
    const remote = await published(answering(302, { location: '/1' }), slow)
    await obtainFile({ ...remote, mirrors: remote.mirrors.slice(0, 1) }, { directory, stallSeconds: 0.4 })
    expectRight()
  })

  it('is an error where every mirror fails, which lists what each did, and leaves nothing', async () => {
    const remote = await published(answering(404), wrong)
    const dead = 'http://127.0.0.1:1/set.gz'
    const loading = obtainFile({ ...remote, mirrors: [dead, ...remote.mirrors] }, { directory })
    const error = await loading.catch((error) => error)
    expect(error.code).toBe('DOWNLOAD_FAILED')
    expect(error.message).toContain('could not fetch set.gz, the set:')
    expect(error.message).toMatch(/127.0.0.1:1\/set.gz: (connect ECONNREFUSED|bad port)/)
    expect(error.message).toContain(`${remote.mirrors[0]}: answered 404 Not Found`)
    expect(error.message).toContain(`${remote.mirrors[1]}: sent other bytes: 300,000 bytes, SHA-256 `)
    expect(error.message).toContain(`To place it by hand, put the set`)
    expect(inFolder()).toEqual([])
  })

  it('is stopped by a signal, and resumed by the next call', async () => {
    const half = serving(content, (response, body) => response.write(body.subarray(0, 150_000)))
    const first: RequestListener = (...args) => (requests.length === 1 ? half : right)(...args)
    const remote = await published(first)
    const stop = new AbortController()
    const onProgress = ({ received }: DownloadProgress) => received === 150_000 && stop.abort()
    const stopped = obtainFile(remote, { directory, onProgress, signal: stop.signal })
    await expect(stopped).rejects.toMatchObject({ name: 'AbortError' })
    expect(existsSync(path)).toBe(false)
    await obtainFile(remote, { directory })
    expect(ranges()).toEqual([undefined, 'bytes=150000-'])
    expectRight()
  })

  it('is an error at once where the folder cannot be written', async () => {
    writeFileSync(join(directory, 'file'), '')
    const loading = obtainFile(await published(right), { directory: join(directory, 'file/folder') })
    await expect(loading).rejects.toMatchObject({ code: 'NOT_WRITABLE' })
    expect(requests).toEqual([])
  })
})
