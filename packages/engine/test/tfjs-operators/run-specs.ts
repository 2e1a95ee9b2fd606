import { readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import * as tf from '@tensorflow/tfjs'
import { createRng } from '@vsc/random'
import { ownKernels } from '../../src/tracing/registry.js'
import { registerRecording } from '../../src/tracing/trace.js'
import { DeferredBackend, type Made } from './deferred-backend.js'

/** How a test of TensorFlow.js is run: at once by its plain backend, or traced, its tensors being what is said. */
export type Way = 'eager' | Made

const traced: readonly Made[] = ['inputs', 'constants', 'mixed']
const ways: readonly Way[] = ['eager', ...traced]

/** What became of one test of TensorFlow.js. */
export interface Outcome {
  readonly name: string
  readonly way: Way
  readonly passed: boolean
  /** The kernels without a mapping that it ran. */
  readonly unmapped: readonly string[]
  readonly failures: readonly string[]
  /** All numbers that it read, in the order of reading. */
  readonly read: readonly tf.BackendValues[]
}

interface SpecResult {
  readonly fullName: string
  readonly status: string
  readonly failedExpectations: readonly { readonly message: string }[]
}

/** Those about operators and tensors; the others are about files, platforms and TensorFlow.js itself. */
const ABOUT_OPERATORS = /^(ops|optimizers)\/|^(gradients|tensor|variable|tape|buffer)_test/

const require = createRequire(import.meta.url)
const core = dirname(createRequire(require.resolve('@tensorflow/tfjs')).resolve('@tensorflow/tfjs-core/package.json'))

/** The files of TensorFlow.js's own tests, from the folder of `@tensorflow/tfjs-core` on. */
export const testFiles = (readdirSync(join(core, 'dist'), { recursive: true, encoding: 'utf8' }) as string[])
  .filter((file) => file.endsWith('_test.js') && ABOUT_OPERATORS.test(file))
  .sort()

/** Runs test files of TensorFlow.js in this process, each test in each way, and calls `done` with what became of it. */
export async function runSpecs(files: readonly string[], done: (outcome: Outcome) => void): Promise<void> {
  const env = require('jasmine-core').boot().getEnv()
  const read: tf.BackendValues[] = []
  const unmapped = new Set<string>()
  const backends = traced.map((way) => {
    const backend = new DeferredBackend(way, (numbers) => read.push(numbers))
    registerRecording(way, () => backend)
    for (const kernel of tf.getKernelsForBackend(way)) {
      const { kernelName, kernelFunc } = kernel
      if (ownKernels.includes(kernelName)) continue
      kernel.kernelFunc = (call) => {
        unmapped.add(kernelName)
        return kernelFunc(call)
      }
    }
    return backend
  })
  registerListening('eager', read)
  const { setTestEnvs } = require(join(core, 'dist/jasmine_util.js'))
  setTestEnvs(ways.map((way) => ({ name: `<${way}>`, backendName: way, isDataSync: false })))
  env.configure({ random: false })
  env.addReporter({
    specStarted() {
      // What a test draws it draws in each way.
      const rng = createRng(1)
      Math.random = () => rng.uniform()
      read.length = 0
      unmapped.clear()
      for (const backend of backends) backend.restart()
    },
    specDone({ fullName, status, failedExpectations }: SpecResult) {
      // A few tests are made of two sets of environments, one in the other.
      const [way, ...others] = ways.filter((one) => fullName.includes(`<${one}>`))
      if (!way || others.length > 0) return
      const failures = failedExpectations.map(({ message }) => message)
      const name = fullName.replaceAll(/ +<\w+> \{\}/g, '')
      done({ name, way, passed: status === 'passed', unmapped: [...unmapped], failures, read: [...read] })
    },
  })
  const random = Math.random
  for (const file of files) require(join(core, 'dist', file))
  await env.execute()
  Math.random = random
}

/** TensorFlow.js's plain backend by another name, which tells of all numbers that are read. */
function registerListening(name: string, read: tf.BackendValues[]): void {
  const plain = tf.engine().registryFactory.cpu!.factory
  tf.registerBackend(name, () => {
    const backend = plain() as tf.KernelBackend
    const inner = backend.read.bind(backend)
    backend.read = async (dataId) => {
      const numbers = await inner(dataId)
      read.push(numbers)
      return numbers
    }
    return backend
  })
  tf.copyRegisteredKernels('cpu', name)
}
