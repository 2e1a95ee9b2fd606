import { lstat, readdir, rename, rm } from 'node:fs/promises'
import { basename, dirname } from 'node:path'

/**
 * The file that this process downloads `path` into. It is named after the process, so that two that fetch the same file do
 * not write into each other's; what a process that is no more has left behind is taken over, and so resumed.
 */
export async function claimPartFile(path: string): Promise<string> {
  const mine = `${path}.${process.pid}.part`
  const folder = dirname(path)
  const prefix = `${basename(path)}.`
  for (const name of await readdir(folder)) {
    const owner = name.startsWith(prefix) ? /^(\d+)\.part$/.exec(name.slice(prefix.length))?.[1] : undefined
    if (owner === undefined || isRunning(Number(owner))) continue
    const left = `${folder}/${name}`
    // Another process may be quicker to take it over.
    if ((await sizeOf(left)) > (await sizeOf(mine))) await rename(left, mine).catch(() => {})
  }
  if ((await sizeOf(mine)) === 0) await rm(mine, { recursive: true, force: true }) // a link, which would be followed
  return mine
}

/** Bytes in a file, 0 where there is none; a link is none, wherever it leads. */
export async function sizeOf(path: string): Promise<number> {
  return lstat(path).then(
    (found) => (found.isFile() ? found.size : 0),
    () => 0,
  )
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0) // sends nothing: asks only whether it could
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
