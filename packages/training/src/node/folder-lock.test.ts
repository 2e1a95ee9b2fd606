import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lockFolder } from './folder-lock.js'
import { type ProcessIdentity, thisProcess } from './process-identity.js'

let folder: string
let warnings: string[]
const cleanup: (() => unknown)[] = []
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vsc-lock-'))
  warnings = []
})
afterEach(async () => {
  for (const end of cleanup.splice(0)) await end()
  await rm(folder, { recursive: true, force: true })
})

const lock = (options: { lease?: number; beat?: number; signal?: AbortSignal } = {}) =>
  lockFolder(folder, { ...options, onWarning: (message) => warnings.push(message) })

const module = (name: string) => new URL(name, import.meta.url).href

/** A process that holds the folder until it is killed. */
async function owner() {
  const script = `
    import { lockFolder } from '${module('folder-lock.ts')}'
    await lockFolder('${folder}', { onWarning: console.error, beat: 50 })
    console.log('locked')
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const kill = async () => {
    if (!child.kill('SIGKILL')) return
    await once(child, 'exit')
  }
  cleanup.push(kill)
  await once(child.stdout, 'data')
  return { pid: child.pid!, stop: () => child.kill('SIGSTOP'), kill }
}

/** What a process left that was killed, last heard of so many seconds ago. */
async function claimOf(owner: Partial<ProcessIdentity> | string, { silent = 0 } = {}): Promise<string> {
  const path = join(folder, 'training-1.lock')
  await writeFile(path, typeof owner === 'string' ? owner : JSON.stringify({ ...thisProcess(), ...owner }))
  const when = Date.now() / 1000 - silent
  await utimes(path, when, when)
  return path
}

const refusal = { code: 'FOLDER_IN_USE' }

it('lets one in at a time and leaves nothing behind', async () => {
  const held = await lock()
  await expect(lock()).rejects.toMatchObject(refusal)
  await held.check()
  await held.release()
  expect(await readdir(folder)).toEqual([])
  await (await lock()).release()
})

it('lets in at most one of many that come at once', async () => {
  const attempts = await Promise.allSettled(Array.from({ length: 20 }, () => lock()))
  expect(attempts.filter(({ status }) => status === 'fulfilled').length).toBe(1)
})

describe('on the same machine', () => {
  it('refuses while another process lives, however silent, and takes over once it is dead', async () => {
    const other = await owner()
    other.stop() // as by Ctrl-Z: no heart beats
    await expect(lock({ lease: 0 })).rejects.toThrow(`Process ${other.pid} on ${thisProcess().host} is training into`)
    await other.kill()
    const held = await lock()
    expect((await readdir(folder)).length).toBe(1)
    await held.release()
  })

  it.runIf(process.platform === 'linux')('is not misled by a process that has the number of a dead one', async () => {
    await claimOf({ pid: process.ppid, started: '1' })
    await (await lock()).release()
    await claimOf({ pid: process.pid, started: '1' })
    await (await lock()).release()
    expect(warnings).toEqual([])
  })
})

describe.each([
  ['under another host name, as in a container that was made anew', { host: 'another' }],
  ['after the machine was started again, under a number that lives', { machine: 'another', pid: process.ppid }],
  ['whose claim was not written to its end', '{"host":'],
])('an owner %s', (_, claim) => {
  it('that has been silent for longer than the lease is taken for dead at once', async () => {
    await claimOf(claim, { silent: 61 })
    await (await lock()).release()
    expect(await readdir(folder)).toEqual([])
    expect(warnings).toEqual([])
  })

  it('that was heard of lately is waited for, and then taken for dead', async () => {
    await claimOf(claim)
    await (await lock({ lease: 400, beat: 50 })).release()
    expect(warnings).toEqual([expect.stringMatching(/was training into .*: waiting up to 1 s for a sign/)])
  })

  it('that gives a sign of life is left alone', async () => {
    const path = await claimOf(claim)
    const text = await readFile(path)
    const heartbeat = setInterval(() => writeFile(path, text), 100)
    cleanup.push(() => clearInterval(heartbeat))
    await expect(lock({ beat: 50 })).rejects.toMatchObject(refusal)
    expect(await readdir(folder)).toEqual(['training-1.lock'])
  })
})

it('waits no longer once it is told to stop, and leaves nothing of its own', async () => {
  await claimOf({ host: 'another' })
  const controller = new AbortController()
  const waiting = lock({ signal: controller.signal })
  setTimeout(() => controller.abort('stop'), 50)
  await expect(waiting).rejects.toBe('stop')
  expect(await readdir(folder)).toEqual(['training-1.lock'])
})

describe.runIf(process.platform === 'linux')('an owner that lives while the process it worked for was killed', () => {
  const killed = { pid: process.ppid, started: '1' } // another has its number by now

  it('is waited for, since it ends once its step is over', async () => {
    const path = await claimOf({ parent: killed })
    setTimeout(() => rm(path), 50)
    await (await lock()).release()
    expect(warnings).toEqual([expect.stringMatching(/^Process \d+ on .* finishes its step in .*: waiting for its end/)])
  })

  it('is left alone if it does not end', async () => {
    await claimOf({ parent: killed })
    await expect(lock({ lease: 50 })).rejects.toMatchObject(refusal)
  })
})

describe('an owner that was taken for dead, or whose folder is gone,', () => {
  it('is told, and its heart does not put the claim back', async () => {
    const held = await lock({ beat: 10 })
    const [claim] = await readdir(folder)
    await rm(join(folder, claim!))
    await new Promise((resolve) => setTimeout(resolve, 50))
    await expect(held.check()).rejects.toMatchObject({ code: 'FOLDER_LOST' })
    await claimOf({ host: 'another' })
    await expect(held.check()).rejects.toThrow(/was taken over/)
    await rm(join(folder, 'training-1.lock'))
    await expect(held.check()).rejects.toThrow(/was removed while/)
    expect(await readdir(folder)).toEqual([])
    await rm(folder, { recursive: true })
    await expect(held.check()).rejects.toThrow(/was removed while it was trained into/)
    await held.release()
  })
})
