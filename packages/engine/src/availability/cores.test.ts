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
    expect(granted({ ...files, '/sys/fs/cgroup/user.slice/run.scope/cpu.max': '200000 100000\n' })).toBe(2)
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
  const readings = (...values: [at: number, idle: number, own: number][]) => {
    const left = values.map(([at, idle, own]) => ({ at, idle, own }))
    return () => left.shift()!
  }

  it('is the time that cores did nothing, per time that went by', async () => {
    expect(await idleCores(readings([1000, 5000, 300], [1200, 5500, 300]))).toBe(2.5)
    expect(await idleCores(readings([1000, 5000, 300], [1200, 5000, 300]))).toBe(0)
  })

  it('counts as idle what this process itself kept busy', async () => {
    expect(await idleCores(readings([0, 0, 0], [100, 100, 50]))).toBe(1.5)
  })

  it('reads the machine', async () => {
    const idle = await idleCores()
    expect(idle).toBeGreaterThanOrEqual(0)
    expect(idle).toBeLessThan(cpus().length + 1)
  })
})
