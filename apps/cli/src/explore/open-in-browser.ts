import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

/** What opens a page on each system. */
const openers: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
}

/** Opens a file as the system does with pages, in a process that goes on by itself; false where nothing could be started. */
export function openInBrowser(path: string, platform: NodeJS.Platform = process.platform): Promise<boolean> {
  const [program = 'xdg-open', ...args] = openers[platform] ?? []
  const child = spawn(program, [...args, pathToFileURL(resolve(path)).href], { stdio: 'ignore', detached: true })
  return new Promise((done) => {
    child.once('error', () => done(false))
    child.once('spawn', () => {
      child.unref()
      done(true)
    })
  })
}
