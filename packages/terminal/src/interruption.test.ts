import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { expect, it } from 'vitest'

const interruption = new URL('interruption.ts', import.meta.url).href

/** Runs a script in a process of its own, with `signal`, `tell` to send this process a signal, and `block` to be deaf for a time. */
async function run(script: string) {
  const source = `
    import { spawn } from 'node:child_process'
    import { interruption } from '${interruption}'
    const heard = () => console.log('told to stop')
    const signal = interruption({ exitCode: 130, onInterrupt: heard })
    const tell = (name) => process.kill(process.pid, name)
    const block = (milliseconds) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)
    const rounds = async (n) => { for (let i = 0; i < n; i++) await new Promise(setImmediate) }
    const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)).then(() => rounds(3))
    ${script}
    console.log('finished', signal.aborted)`
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', source], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [said, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')])
  return { said: said.trim().split('\n'), code }
}

const unlessWindows = it.skipIf(process.platform === 'win32')

unlessWindows.each(['SIGINT', 'SIGTERM', 'SIGHUP'])('%s lets the program finish', async (name) => {
  expect(await run(`tell('${name}'); await wait(20)`)).toEqual({ said: ['told to stop', 'finished true'], code: 0 })
})

unlessWindows('signals in quick succession are one', async () => {
  const { said, code } = await run(
    `for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) { tell(name); await rounds(5) }`,
  )
  expect({ said, code }).toEqual({ said: ['told to stop', 'finished true'], code: 0 })
})

unlessWindows('one that came while a long step kept the process from hearing it is the same one, too', async () => {
  const { said, code } = await run(`
    tell('SIGINT'); await rounds(5)
    tell('SIGTERM'); block(1600) // handed on at once, and heard of after more than a second
    await rounds(5)`)
  expect({ said, code }).toEqual({ said: ['told to stop', 'finished true'], code: 0 })
})

unlessWindows('one that comes later ends the program at once', async () => {
  const { said, code } = await run(`tell('SIGINT'); await wait(1500); tell('SIGINT'); await wait(60_000)`)
  expect({ said, code }).toEqual({ said: ['told to stop'], code: 130 })
})
