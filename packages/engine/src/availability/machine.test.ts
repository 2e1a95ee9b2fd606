import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { thisMachine } from './machine.js'

describe('thisMachine', () => {
  const machine = thisMachine()

  it('knows where modules are, and that some are not', () => {
    expect(existsSync(join(machine.findModule('onnxruntime-node')!, 'package.json'))).toBe(true)
    expect(machine.findModule('@vsc/no-such-module')).toBeUndefined()
  })

  it('finds nothing in folders and files that are not there', () => {
    expect(machine.list('/no/such/folder')).toEqual([])
    expect(machine.read('/no/such/file')).toBe('')
  })

  it.skipIf(!existsSync('/sbin/ldconfig'))('knows the libraries of the system', () => {
    expect(machine.hasLibrary('libc.so.6')).toBe(true)
    expect(machine.hasLibrary('libno-such-library.so.1')).toBe(false)
  })

  it('tries providers in a process of their own', async () => {
    expect(await machine.tryProvider('cpu')).toMatchObject({ worked: true })
  })

  it('keeps what a provider that fails has printed', async () => {
    const trial = await machine.tryProvider('no-such-provider' as 'cpu')
    expect(trial.worked).toBe(false)
    expect(trial.output).toContain('no-such-provider')
  })
})
