import { randomUUID } from 'node:crypto'
import { access, open, readdir, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import * as z from 'zod'
import { TrainingError } from '../errors.js'
import { type ProcessIdentity, standingOf, thisProcess } from './process-identity.js'

/** The right to write to a folder, until it is released. */
export interface FolderLock {
  /** @throws TrainingError FOLDER_LOST where the right is gone: the folder was removed, or another process took it over */
  check(): Promise<void>
  release(): Promise<void>
}

export interface LockOptions {
  readonly onWarning: (message: string) => void
  /** Milliseconds of silence after which an owner that cannot be asked is taken for dead. */
  readonly lease?: number
  /** Milliseconds between two signs of life. */
  readonly beat?: number
  /** Once aborted, waiting ends. */
  readonly signal?: AbortSignal | undefined
}

/**
 * Makes sure that no other process trains into `folder`.
 *
 * Whoever wants the folder first puts down a claim, a file that says which process it is, and then looks for other claims. Of
 * two that come at the same moment at least one therefore sees the other: both may be refused, never both let in. A claim whose
 * process is dead is removed. Of a process on another machine or in another container only its heartbeat is known: it writes to
 * its claim again and again, and one that has been silent for longer than the lease is taken for dead. Times are the file
 * system's, so that clocks may differ. Should it live after all, `check` tells it. A process that worked for one that was killed
 * is about to end, once its step is over: it is waited for as long.
 *
 * @throws TrainingError FOLDER_IN_USE, naming the process and the claim; the signal's reason where it is aborted in a wait
 */
export async function lockFolder(
  folder: string,
  { onWarning, lease = 60_000, beat = 5000, signal }: LockOptions,
): Promise<FolderLock> {
  const own = thisProcess()
  const place = await realpath(folder)
  const name = `training-${randomUUID()}.lock`
  const path = join(place, name)
  if (heldHere.has(place)) throw inUse(folder, own, heldHere.get(place)!)
  heldHere.set(place, name)
  const contents = `${JSON.stringify(own)}\n`
  const heartbeat = setInterval(() => touch(path, contents).catch(() => {}), beat).unref()
  const release = async () => {
    clearInterval(heartbeat)
    await rm(path, { force: true })
    heldHere.delete(place)
  }
  try {
    await writeFile(path, contents, { flag: 'wx' })
    for (const other of await readdir(place)) {
      if (other !== name && claimName.test(other)) await outlive(other)
    }
  } catch (error) {
    await release()
    throw error
  }
  return { check, release }

  async function check() {
    if (await exists(path)) return
    const names = await readdir(place).catch(() => [])
    const what = names.some((other) => claimName.test(other)) // a folder that is being removed loses our claim first
      ? `${folder} was taken over by another process, which took this one for dead. It goes on there; nothing more is written from here.`
      : `${folder} was removed while it was trained into. Train it again.`
    throw new TrainingError('FOLDER_LOST', what)
  }

  /** Comes back once another claim is gone, its owner dead. */
  async function outlive(other: string): Promise<void> {
    const theirs = join(place, other)
    let before: number | undefined
    let since: number | undefined // when an owner that ends was first seen to
    for (let owner = await readOwner(theirs); owner !== 'gone'; owner = await readOwner(theirs)) {
      const standing = owner === undefined ? 'unknown' : standingOf(owner)
      if (standing === 'alive') throw inUse(folder, owner, other)
      await touch(path, contents)
      if (standing === 'ending') {
        if (since === undefined) onWarning(`${describe(owner)} finishes its step in ${folder}: waiting for its end.`)
        since ??= performance.now()
        if (performance.now() - since > lease) throw inUse(folder, owner, other)
        await pause(200)
        continue
      }
      const [mine, last] = [await lastWritten(path), await lastWritten(theirs)]
      if (standing === 'dead' || mine - last > lease) {
        await rm(theirs, { force: true })
        return
      }
      if (before !== undefined && last !== before) throw inUse(folder, owner, other)
      if (before === undefined) {
        const seconds = Math.ceil((lease - mine + last) / 1000)
        onWarning(
          `${describe(owner)} was training into ${folder}: waiting up to ${seconds} s for a sign that it lives.`,
        )
      }
      before = last
      await pause(Math.min(beat, 1000))
    }
  }

  async function pause(milliseconds: number): Promise<void> {
    await setTimeout(milliseconds, undefined, signal && { signal }).catch(() => {})
    signal?.throwIfAborted()
  }
}

const claimName = /^training-.+\.lock$/

// Two runs of one process need not be told apart by their claims.
const heldHere = new Map<string, string>()

const ownerSchema: z.ZodType<ProcessIdentity> = z.object({
  host: z.string(),
  machine: z.string().nullable(),
  pid: z.number().int().positive(),
  started: z.string().nullable(),
  parent: z.object({ pid: z.number().int().positive(), started: z.string() }).nullable().default(null),
})

/** Who put down a claim; undefined where it does not say, as one whose owner was killed as it wrote it. */
async function readOwner(path: string): Promise<ProcessIdentity | undefined | 'gone'> {
  try {
    return ownerSchema.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'gone' : undefined
  }
}

/** Writes the same bytes once more, but never makes the file: one that was removed stays away. */
async function touch(path: string, contents: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.write(contents, 0)
  } finally {
    await file.close()
  }
}

const lastWritten = (path: string) =>
  stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  )

const exists = (path: string) =>
  access(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code !== 'ENOENT' && error.code !== 'ENOTDIR',
  )

const describe = (owner: ProcessIdentity | undefined) =>
  owner === undefined ? 'An unknown process' : `Process ${owner.pid} on ${owner.host}`

const inUse = (folder: string, owner: ProcessIdentity | undefined, name: string) =>
  new TrainingError(
    'FOLDER_IN_USE',
    `${describe(owner)} is training into ${folder}. Wait for it or stop it; if it is no training run, delete ${join(folder, name)}.`,
  )
