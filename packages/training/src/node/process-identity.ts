import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'

/** A process, told apart from any that has its number later or elsewhere. */
export interface ProcessIdentity {
  readonly host: string
  /** The running system and, in a container, its own count of processes; null where it is not known. */
  readonly machine: string | null
  readonly pid: number
  /** When it was started, by a clock of the machine; null where it is not known. */
  readonly started: string | null
  /** Whoever started it and talks to it, as `fork` of node:child_process does; null where nothing does, or it is not known. */
  readonly parent: { readonly pid: number; readonly started: string } | null
}

export const thisProcess = (): ProcessIdentity => ({
  host: hostname(),
  machine: machineOf(),
  pid: process.pid,
  started: startOf(process.pid),
  parent,
})

/**
 * `unknown` where it ran elsewhere: in another container, on another machine, or on this one before it was started again;
 * `ending` where it lives and whoever it worked for does not.
 */
export function standingOf({
  host,
  machine,
  pid,
  started,
  parent,
}: ProcessIdentity): 'alive' | 'ending' | 'dead' | 'unknown' {
  const here = thisProcess()
  if (host !== here.host || machine !== here.machine) return 'unknown'
  if (!isAlive(pid) || stateOf(pid) === 'Z') return 'dead' // Z: killed, and kept on the list until its parent asks
  const now = startOf(pid)
  if (started === null || now === null) return pid === here.pid ? 'alive' : 'unknown'
  if (started !== now) return 'dead' // another process has its number now
  return parent === null || isRunning(parent) ? 'alive' : 'ending'
}

const isRunning = ({ pid, started }: { readonly pid: number; readonly started: string }) =>
  isAlive(pid) && stateOf(pid) !== 'Z' && startOf(pid) === started

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0) // signal 0 only asks
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}

// Linux says both in /proc; where there is none, a heartbeat must do.
const machineOf = () =>
  orNull(() => `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${readlinkSync('/proc/self/ns/pid')}`)

// Fields 3 and 22 of proc_pid_stat(5): its state, and its start in clock ticks of the system.
const stateOf = (pid: number) => orNull(() => statOf(pid)[3 - 3] ?? null)
const startOf = (pid: number) => orNull(() => statOf(pid)[22 - 3] ?? null)

/** The fields from the third on; the second, a name, may hold spaces and brackets. */
const statOf = (pid: number) =>
  readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ')

function orNull<T>(read: () => T): T | null {
  try {
    return read()
  } catch {
    return null
  }
}

/** Asked for at once: of one that has ended since, it is not known. */
const parent = parentOf(process)

function parentOf({ connected, ppid: pid }: NodeJS.Process): ProcessIdentity['parent'] {
  const started = connected ? startOf(pid) : null
  return started === null ? null : { pid, started }
}
