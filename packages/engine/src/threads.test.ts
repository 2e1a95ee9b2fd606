import { describe, expect, it } from 'vitest'
import { fakeMachine } from '../test/fake-machine.js'
import { chooseThreads } from './threads.js'

const busy = { cores: 4, idleCores: async () => 2.5 }
const mustNotLook = async () => {
  throw new Error('looked at what others do')
}

describe('chooseThreads', () => {
  it('takes every core that the process may use, and spins where others leave them idle', async () => {
    expect(await chooseThreads({}, fakeMachine({ cores: 3 }))).toEqual({ threads: 3, spinning: true })
  })

  it('spins on no core that others use, and takes no fewer threads for it', async () => {
    expect(await chooseThreads({}, fakeMachine(busy))).toEqual({ threads: 4, spinning: false })
    expect(await chooseThreads({ threads: 2 }, fakeMachine(busy))).toEqual({ threads: 2, spinning: true })
  })

  it('has nothing to spin for with one thread', async () => {
    const machine = fakeMachine({ cores: 1, idleCores: mustNotLook })
    expect(await chooseThreads({}, machine)).toEqual({ threads: 1, spinning: false })
  })

  it('heeds the environment, and options before it', async () => {
    const machine = fakeMachine({ idleCores: mustNotLook, environment: { VSC_THREADS: '3', VSC_SPINNING: '0' } })
    expect(await chooseThreads({}, machine)).toEqual({ threads: 3, spinning: false })
    expect(await chooseThreads({ threads: 2, spinning: true }, machine)).toEqual({ threads: 2, spinning: true })
    const empty = fakeMachine({ cores: 2, environment: { VSC_THREADS: '', VSC_SPINNING: '' } })
    expect(await chooseThreads({}, empty)).toEqual({ threads: 2, spinning: true })
  })

  it.each([
    [{ VSC_THREADS: 'many' }, /threads must be a whole number from 1 up, got VSC_THREADS=many/],
    [{ VSC_THREADS: '0' }, /got VSC_THREADS=0/],
    [{ VSC_SPINNING: 'yes' }, /VSC_SPINNING must be 1 or 0 where it is set, got yes/],
  ])('refuses %o', async (environment, message) => {
    await expect(chooseThreads({}, fakeMachine({ environment }))).rejects.toMatchObject({
      code: 'WRONG_VALUE',
      message: expect.stringMatching(message),
    })
  })
})
