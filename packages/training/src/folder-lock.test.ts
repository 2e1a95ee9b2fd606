import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { lockFolder } from './folder-lock.js'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vsc-lock-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** A process that lives until it is killed. */
async function sleeper() {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
  await once(child, 'spawn')
  return {
    pid: child.pid!,
    async kill() {
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}

it('lets one in at a time and leaves nothing behind', async () => {
  const lock = await lockFolder(folder)
  await expect(lockFolder(folder)).rejects.toMatchObject({ code: 'FOLDER_IN_USE' })
  await lock.release()
  expect(await readdir(folder)).toEqual([])
  await (await lockFolder(folder)).release()
})

it('lets in at most one of many that come at once', async () => {
  const attempts = await Promise.allSettled(Array.from({ length: 20 }, () => lockFolder(folder)))
  expect(attempts.filter(({ status }) => status === 'fulfilled').length).toBe(1)
})

it('refuses while another process lives, and takes over once it is dead', async () => {
  const other = await sleeper()
  await writeFile(join(folder, `training-${hostname()}-${other.pid}-0.lock`), '')
  await expect(lockFolder(folder)).rejects.toThrow(`process ${other.pid} on ${hostname()}`)
  await other.kill()
  const lock = await lockFolder(folder)
  expect((await readdir(folder)).length).toBe(1)
  await lock.release()
})

it('takes over what an earlier process with this number left', async () => {
  await writeFile(join(folder, `training-${hostname()}-${process.pid}-0.lock`), '')
  await (await lockFolder(folder)).release()
})

it('cannot know whether a process on another machine lives, and says what to do', async () => {
  await writeFile(join(folder, 'training-some-other-host-1-0.lock'), '')
  await expect(lockFolder(folder)).rejects.toThrow(/process 1 on some-other-host.*delete .*some-other-host-1-0\.lock/)
  expect(await readdir(folder)).toEqual(['training-some-other-host-1-0.lock'])
})
