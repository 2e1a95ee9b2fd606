import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { root } from '../workspace.js'

/** A registry of packages on this machine, which has what others publish from the one that npm is set to. */
export interface Registry {
  readonly url: string
  /** A home folder whose settings lead there, and allow to publish. */
  readonly home: string
  stop(): void
}

/** How long it may take to answer. */
const LIMIT_MS = 120_000

/** @param upstream the registry that has everything but the packages of this project */
export async function startRegistry(upstream: string): Promise<Registry> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'registry-')))
  const url = `http://127.0.0.1:${await freePort()}/`
  const config = {
    storage: join(folder, 'storage'),
    uplinks: { upstream: { url: upstream, timeout: '120s', maxage: '1d' } },
    packages: {
      '@vsc/*': { access: '$all', publish: '$all' },
      '**': { access: '$all', proxy: 'upstream' },
    },
    max_body_size: '500mb',
    log: { type: 'file', path: join(folder, 'log'), level: 'warn' },
  }
  writeFileSync(join(folder, 'config.yaml'), JSON.stringify(config)) // JSON is YAML
  const home = join(folder, 'home')
  mkdirSync(home)
  writeFileSync(join(home, '.npmrc'), `registry=${url}\n${url.replace('http:', '')}:_authToken=anyone\n`)
  const program = join(root, 'node_modules/verdaccio/bin/verdaccio')
  const server = spawn(process.execPath, [program, '--config', join(folder, 'config.yaml'), '--listen', url], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const stop = () => {
    server.kill()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    await answering(url, server)
  } catch (error) {
    stop()
    throw error
  }
  return { url, home, stop }
}

/** A port that nothing listens on. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

async function answering(url: string, server: ChildProcess): Promise<void> {
  let said = ''
  server.stderr?.on('data', (text) => {
    said += text
  })
  const end = Date.now() + LIMIT_MS
  while (Date.now() < end && server.exitCode === null) {
    const reply = await fetch(`${url}-/ping`).catch(() => undefined)
    if (reply?.ok) return
    await setTimeout(100)
  }
  throw new Error(`the registry on ${url} did not start:\n${said}`)
}
