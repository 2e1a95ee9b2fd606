import { execFileSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { describeLimit } from './limits.js'

it.skipIf(process.platform === 'win32')('tells the error of a process that may open no more files', () => {
  const script = `
    import { openSync } from 'node:fs'
    import { describeLimit } from '${new URL('limits.ts', import.meta.url).href}'
    const open = () => { for (;;) openSync('/dev/null') }
    try { open() } catch (error) { console.log(describeLimit(error)) }`
  const quoted = `ulimit -n 64; exec '${process.execPath}' --import tsx --input-type=module -e "$SCRIPT"`
  const said = execFileSync('sh', ['-c', quoted], { encoding: 'utf8', env: { ...process.env, SCRIPT: script } })
  expect(said).toContain('this process may open too few files at a time')
})

it('says nothing of other errors', () => {
  for (const error of [new Error('no'), Object.assign(new Error('no'), { code: 'ENOENT' }), 'EMFILE', undefined]) {
    expect(describeLimit(error)).toBeUndefined()
  }
})
