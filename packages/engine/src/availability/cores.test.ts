import { spawn } from 'node:child_process'
import { cpus } from 'node:os'
import { describe, expect, it } from 'vitest'
import { grantedCores, idleCores } from './cores.js'

const granted = (files: Readonly<Record<string, string>>) => grantedCores((file) => files[file] ?? '')

describe('grantedCores', () => {
  it('reads the limit of a container', () => {
    expect(granted({ '/sys/fs/cgroup/cpu.max': '200000 100000\n' })).toBe(2)
    expect(granted({ '/sys/fs/cgroup/cpu.max': 'max 100000\n' })).toBe(Number.POSITIVE_INFINITY)
    expect(granted({})).toBe(Number.POSITIVE_INFINITY)
  })

  it('takes the smallest of the limits above a process', () => {
    const files = {
      '/proc/self/cgroup': '0::/user.slice/run.scope\n',
      '/sys/fs/cgroup/user.slice/cpu.max': '300000 100000\n',
      '/sys/fs/cgroup/user.slice/run.scope/cpu.max': '800000 100000\n',
    }
    expect(granted(files)).toBe(3)
  })

  it('grants one core where there is less, and no part of one', () => {
    expect(granted({ '/sys/fs/cgroup/cpu.max': '50000 100000' })).toBe(1)
    expect(granted({ '/sys/fs/cgroup/cpu.max': '250000 100000' })).toBe(2)
  })

  it('reads version 1 of control groups', () => {
    const files = (quota: string) => ({
      '/sys/fs/cgroup/cpu/cpu.cfs_quota_us': `${quota}\n`,
      '/sys/fs/cgroup/cpu/cpu.cfs_period_us': '100000\n',
    })
    expect(granted(files('400000'))).toBe(4)
    expect(granted(files('-1'))).toBe(Number.POSITIVE_INFINITY)
  })
})

describe('idleCores', () => {
  it('counts every core where others do nothing or little, and none more than there are', async () => {
    const idle = await idleCores()
    expect(idle).toBeGreaterThanOrEqual(0)
    expect(idle).toBeLessThanOrEqual(cpus().length)
  })

  it('does not count as idle the cores on which others compute', async () => {
    const busy = cpus().map(() => spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }))
    try {
      await expect.poll(idleCores, { timeout: 10_000 }).toBeLessThan(cpus().length / 2)
    } finally {
      for (const child of busy) child.kill('SIGKILL')
    }
  })
})
