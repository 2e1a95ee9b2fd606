import { readdir, rm, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join, resolve } from 'node:path'
import { threadId } from 'node:worker_threads'
import { TrainingError } from './errors.js'

/** The right to write to a folder, until it is released. */
export interface FolderLock {
  release(): Promise<void>
}

/**
 * Makes sure that nobody else trains into `folder`.
 *
 * Whoever wants the folder first puts down a claim, a file named after its process, and then looks for other claims. Of
 * two that come at the same moment at least one therefore sees the other: both may be refused, never both let in. What is
 * left by a process that no longer lives is removed, and since every claim has its owner's name nobody removes a live one.
 *
 * @throws TrainingError FOLDER_IN_USE, naming the process and the claim
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const mine = claimName(hostname(), process.pid, threadId)
  const path = join(resolve(folder), mine)
  if (heldHere.has(path)) throw inUse(folder, mine)
  heldHere.add(path)
  const release = async () => {
    await rm(path, { force: true })
    heldHere.delete(path)
  }
  try {
    await writeFile(path, '')
    for (const name of await readdir(folder)) {
      const claim = parseClaim(name)
      if (claim === undefined || name === mine) continue
      if (claim.host !== hostname() || isAlive(claim.pid)) throw inUse(folder, name)
      await rm(join(folder, name), { force: true })
    }
  } catch (error) {
    await release()
    throw error
  }
  return { release }
}

// A claim with this process's own name may also be left from a process before it that had the same number.
const heldHere = new Set<string>()

const claimName = (host: string, pid: number, thread: number) => `training-${host}-${pid}-${thread}.lock`

function parseClaim(name: string): { readonly host: string; readonly pid: number } | undefined {
  const [, host, pid] = /^training-(.+)-(\d+)-\d+\.lock$/.exec(name) ?? []
  return host === undefined ? undefined : { host, pid: Number(pid) }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0) // signal 0 only asks
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}

function inUse(folder: string, name: string): TrainingError {
  const { host, pid } = parseClaim(name)!
  return new TrainingError(
    'FOLDER_IN_USE',
    `${folder} is being trained into by process ${pid} on ${host}. Wait for it or stop it; if it is no training run, delete ${join(folder, name)}.`,
  )
}
