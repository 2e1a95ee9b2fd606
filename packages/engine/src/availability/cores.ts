import { cpus } from 'node:os'
import { setTimeout } from 'node:timers/promises'

/** Long against the hundredths of a second that systems count in, short against the start of a program. */
const SAMPLE_MS = 100

/**
 * How many cores' worth of time the control group of this process grants it, where it grants whole cores at least: a container with
 * two of 64 cores sees them all, and 64 threads would be stopped most of the time.
 */
export function grantedCores(read: (file: string) => string): number {
  const own = /^0::(.*)$/m.exec(read('/proc/self/cgroup'))?.[1] ?? '/'
  const names = own.split('/').filter(Boolean)
  const folders = [names, ...names.map((_, i) => names.slice(0, i))].map((path) =>
    ['/sys/fs/cgroup', ...path].join('/'),
  )
  const limits = folders.map((folder) => coresIn(read(`${folder}/cpu.max`)))
  // version 1 of control groups
  const [quota, period] = ['quota', 'period'].map((what) => read(`/sys/fs/cgroup/cpu/cpu.cfs_${what}_us`).trim())
  return Math.max(1, Math.floor(Math.min(...limits, coresIn(`${quota} ${period}`))))
}

/** Of `200000 100000`, microseconds granted in every period: 2. All there are where the text is another, such as `max 100000`. */
function coresIn(text: string): number {
  const [quota = 0, period = 0] = text.trim().split(' ').map(Number)
  return quota > 0 && period > 0 ? quota / period : Number.POSITIVE_INFINITY
}

/** How many cores of the machine others left idle over a tenth of a second. What this process did meanwhile does not count. */
export async function idleCores(read: () => Usage = readUsage): Promise<number> {
  const before = read()
  await setTimeout(SAMPLE_MS)
  const after = read()
  return (after.idle - before.idle + after.own - before.own) / (after.at - before.at)
}

/** Milliseconds: the time, how long the cores were idle up to then, all together, and how long this process computed. */
interface Usage {
  readonly at: number
  readonly idle: number
  readonly own: number
}

function readUsage(): Usage {
  const { user, system } = process.cpuUsage()
  return {
    at: performance.now(),
    idle: cpus().reduce((sum, { times }) => sum + times.idle, 0),
    own: (user + system) / 1000,
  }
}
