import { spawnSync } from 'node:child_process'
import { closeSync, existsSync, openSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

/** Runs a program of which one stream goes to a full disk. */
function runOnFullDisk(full: 'stdout' | 'stderr') {
  const device = openSync('/dev/full', 'w')
  const script = `
    import { programStreams } from '${new URL('streams.ts', import.meta.url).href}'
    const { stdout, stderr } = programStreams()
    stderr('at work, ')
    setTimeout(() => stderr('still at work, '), 10)
    setTimeout(() => stdout('a result'), 20)`
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '-e', script],
    { stdio: ['ignore', full === 'stdout' ? device : 'pipe', full === 'stderr' ? device : 'pipe'], encoding: 'utf8' },
  )
  closeSync(device)
  return { status, stdout, stderr }
}

describe.runIf(existsSync('/dev/full'))('on a full disk', () => {
  it('a result that cannot be written is told in a line', () => {
    const { status, stderr } = runOnFullDisk('stdout')
    expect(stderr).toMatch(/at work, error: the output could not be written \(ENOSPC: .*\): make room, or .*\n$/)
    expect(status).toBe(1)
  })

  it('a log that cannot be written stops no work', () => {
    expect(runOnFullDisk('stderr')).toMatchObject({ status: 0, stdout: 'a result' })
  })
})

it('a limit of open files that is met anywhere is told in a line', () => {
  const script = `
    import { programStreams } from '${new URL('streams.ts', import.meta.url).href}'
    programStreams()
    setTimeout(() => { throw Object.assign(new Error('EMFILE: too many open files'), { code: 'EMFILE' }) })`
  const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    encoding: 'utf8',
  })
  expect(stderr).toMatch(/^error: this process may open too few files [^\n]+ulimit -n 256[^\n]+\n$/)
  expect(status).toBe(1)
})
