import * as tf from '@tensorflow/tfjs-core'
import { checkFinite, checkNewState, checkReturned, checkSameTensors, createInputReader } from '../checks.js'
import { EngineError } from '../errors.js'
import type { Program, ProgramDefinition, StepInputs } from '../program.js'
import { mapRecord } from '../record.js'
import type { TensorMap } from '../tensor.js'
import { dtypeOf, type HostArray, type HostTensor, type NamedTensors, type TensorSpec } from '../tensor.js'

/** A program run op by op on a TensorFlow.js backend: the plain reference for the traced one. */
export async function createEagerProgram(backend: string, definition: ProgramDefinition): Promise<Program> {
  const { name = 'program', inputs, body } = definition
  const specs = mapRecord(definition.state ?? {}, ({ shape, data }): TensorSpec => ({ shape, dtype: dtypeOf(data) }))
  const on = onBackend(backend, name)
  const readInputs = createInputReader(name, inputs)
  let state = on.run(() => mapRecord(definition.state ?? {}, upload))

  const replaceState = (next: TensorMap) => {
    for (const [key, tensor] of Object.entries(state)) if (next[key] !== tensor) tensor.dispose()
    state = { ...next }
  }
  return {
    async step(given: StepInputs) {
      const { next, outputs } = on.run(() => {
        const uploaded = uploadInputs(readInputs, given, inputs)
        const result = checkReturned(`the body of ${name}`, 'outputs', body(state, uploaded))
        const newState = (result.state ?? {}) as TensorMap
        for (const [key, tensor] of Object.entries(newState)) {
          checkNewState(name, key, { shape: tensor.shape, dtype: tensor.dtype as 'float32' }, specs[key])
        }
        // A tensor returned under two names would be disposed twice.
        const own = (tensor: tf.Tensor, key: string) => (tensor === state[key] ? tensor : tf.keep(tensor.clone()))
        return { next: mapRecord({ ...state, ...newState }, own), outputs: mapRecord(result.outputs, download) }
      })
      try {
        for (const [key, tensor] of Object.entries(next)) {
          if (tensor !== state[key]) checkFinite(`${name}: after this step the state '${key}'`, download(tensor))
        }
      } catch (error) {
        for (const [key, tensor] of Object.entries(next)) if (tensor !== state[key]) tensor.dispose()
        throw error
      }
      replaceState(next)
      return outputs
    },
    async readState() {
      return on.run(() => mapRecord(state, downloadTensor))
    },
    async writeState(given) {
      checkSameTensors(`the state written to ${name}`, given, specs)
      replaceState(on.run(() => mapRecord(given, upload)))
    },
    async dispose() {
      on.end()
      replaceState({})
    },
  }
}

/** Runs functions with a backend chosen, restoring the one that was. */
export function onBackend(backend: string, name: string) {
  let ended = false
  return {
    run<T>(work: () => T): T {
      if (ended) throw new EngineError('DISPOSED', `${name} was disposed and can do nothing any more; make a new one`)
      const previous = tf.getBackend()
      tf.setBackend(backend) // takes effect at once: the engine has made sure that the backend is ready
      tf.engine().startScope(name)
      try {
        return work()
      } finally {
        tf.engine().endScope()
        if (previous) tf.setBackend(previous)
      }
    },
    end: () => {
      ended = true
    },
  }
}

export const upload = ({ data, shape }: HostTensor): tf.Tensor =>
  tf.keep(tf.tensor(data.slice(), [...shape], dtypeOf(data)))

const download = (tensor: tf.Tensor): HostArray => tensor.dataSync<'float32'>().slice()

const downloadTensor = (tensor: tf.Tensor): HostTensor => ({ shape: tensor.shape, data: download(tensor) })

/** The inputs of a step as tensors of the current scope. */
export function uploadInputs(
  read: ReturnType<typeof createInputReader>,
  given: StepInputs,
  specs: Readonly<Record<string, TensorSpec>>,
): TensorMap {
  const tensors: Record<string, tf.Tensor> = {}
  read(given, (key, data) => {
    tensors[key] = tf.tensor(data.slice(), [...specs[key]!.shape], dtypeOf(data))
  })
  return tensors
}

export const downloadAll = (tensors: TensorMap): NamedTensors<Float32Array> =>
  mapRecord(tensors, (tensor) => downloadTensor(tensor) as HostTensor<Float32Array>)
