import * as tf from '@tensorflow/tfjs-core'
import { prepareTensorFlow } from '@vsc/engine'
import { ExplorerError } from './errors.js'

const RECORDING = 'vsc-explorer-recording'

/** One call of a kernel while it is recorded: what it was given, and what it gave. */
export interface ObservedCall {
  readonly kernel: string
  readonly inputs: tf.NamedTensorInfoMap
  readonly attrs: Readonly<Record<string, unknown>>
  readonly outputs: readonly tf.TensorInfo[]
}

let observer: ((call: ObservedCall) => void) | undefined

/**
 * Runs `work` on TensorFlow.js's plain backend and tells `observe` of every kernel that is called, in order. Ops that are made of
 * several kernels come as these; what kernels do inside is their own.
 *
 * @throws ExplorerError NOT_RECORDABLE where `work` reads a tensor's numbers or draws random ones: what it did then would be
 *   repeated for ever
 */
export function observeKernels<T>(observe: (call: ObservedCall) => void, work: () => T): T {
  register()
  const previous = tf.getBackend() || 'cpu'
  const random = Math.random
  observer = observe
  tf.setBackend(RECORDING) // takes effect at once: this backend has nothing to wait for
  Math.random = () => refuse('drew random numbers; noise comes in from outside')
  try {
    return work()
  } finally {
    Math.random = random
    observer = undefined
    tf.setBackend(previous)
  }
}

/** Under this name stand the kernels of the plain backend, each telling the observer what it did, on the same data. */
function register(): void {
  if (tf.engine().registryFactory[RECORDING]) return
  prepareTensorFlow()
  const cpu = tf.findBackend('cpu')
  // Only a body that reads comes this way: kernels are given the plain backend itself.
  const recording = Object.create(cpu, {
    readSync: { value: () => refuse("read a tensor's numbers; compute with TensorFlow.js ops, such as tf.where") },
    read: { value: () => refuse("read a tensor's numbers; compute with TensorFlow.js ops, such as tf.where") },
  }) as tf.KernelBackend
  tf.registerBackend(RECORDING, () => recording, 0)
  for (const { kernelName, kernelFunc } of tf.getKernelsForBackend('cpu')) {
    tf.registerKernel({
      kernelName,
      backendName: RECORDING,
      kernelFunc: ({ inputs, attrs }) => {
        const found = kernelFunc({ inputs, attrs: attrs ?? {}, backend: cpu })
        observer?.({
          kernel: kernelName,
          inputs,
          attrs: (attrs ?? {}) as ObservedCall['attrs'],
          outputs: [found].flat(),
        })
        return found
      },
    })
  }
}

function refuse(what: string): never {
  throw new ExplorerError('NOT_RECORDABLE', `the model cannot be written into a page: it ${what}`)
}
