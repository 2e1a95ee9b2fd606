import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { gradientsModule } from '../../scripts/generate-gradients.js'

/** What TensorFlow.js knows after some lines of a program of its own: its gradients, chained ops and backends. */
function known(lines: string): unknown {
  const program = `
    const tf = require('@tensorflow/tfjs-core')
    ${lines}
    const kernels = Object.values(tf).filter((value) => typeof value === 'string' && tf.getGradient(value))
    const methods = Object.getOwnPropertyNames(tf.Tensor.prototype)
    const backends = Object.keys(tf.engine().registryFactory).filter((name) => name !== 'webgl')
    console.log(JSON.stringify([kernels.sort(), methods.sort(), backends]))`
  const cwd = new URL('../..', import.meta.url)
  return JSON.parse(execFileSync(process.execPath, ['-e', program], { cwd, encoding: 'utf8' }))
}

it('gives the core what the whole of TensorFlow.js has', () => {
  const all = known("require('@tensorflow/tfjs')")
  const prepared = known(`
    ${readFileSync(new URL('gradients.js', import.meta.url), 'utf8').replace('export function', 'function')}
    registerGradients(tf)
    require('@tensorflow/tfjs-backend-cpu')`)
  expect(prepared).toEqual(all)
  expect(known('')).not.toEqual(all)
})

it('is made by the script that it names', async () => {
  expect(readFileSync(new URL('gradients.js', import.meta.url), 'utf8')).toBe(await gradientsModule())
})
