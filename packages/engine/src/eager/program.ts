import * as tf from '@tensorflow/tfjs-core'
import { checkFinite, checkNewState, checkReturned, checkSameTensors, createInputReader } from '../checks.js'
import { createLifecycle } from '../lifecycle.js'
import type { Program, ProgramDefinition, StepInputs } from '../program.js'
import { mapRecord } from '../record.js'
import { dtypeOf, type TensorMap, type TensorSpec } from '../tensor.js'
import {
  disposeAll,
  download,
  downloadAll,
  downloadArrays,
  keepOwn,
  stackScalars,
  upload,
  uploadInputs,
} from './host.js'
import { runOn } from './on-backend.js'

/** A program run op by op on a TensorFlow.js backend: the plain reference for the traced one, and what runs in a page. */
export async function createEagerProgram(backend: string, definition: ProgramDefinition): Promise<Program> {
  const { name = 'program', inputs, body } = definition
  const specs = mapRecord(definition.state ?? {}, ({ shape, data }): TensorSpec => ({ shape, dtype: dtypeOf(data) }))
  const run = <T>(work: () => T): T => runOn(backend, name, work)
  const readInputs = createInputReader(name, inputs)
  const lifecycle = createLifecycle(name)
  let state = run(() => mapRecord(definition.state ?? {}, upload))

  const replaceState = (next: TensorMap) => {
    disposeAll(Object.entries(state).flatMap(([key, tensor]) => (next[key] === tensor ? [] : [tensor])))
    state = { ...next }
  }
  const compute = (given: StepInputs) =>
    run(() => {
      const uploaded = uploadInputs(readInputs, given, inputs)
      const result = checkReturned(`the body of ${name}`, 'outputs', body(state, uploaded))
      const newState = (result.state ?? {}) as TensorMap
      for (const [key, tensor] of Object.entries(newState)) {
        checkNewState(name, key, { shape: tensor.shape, dtype: tensor.dtype as 'float32' }, specs[key])
      }
      const floats = Object.entries(newState).filter(
        ([key, tensor]) => tensor !== state[key] && tensor.dtype === 'float32',
      )
      return {
        changed: mapRecord(
          Object.fromEntries(Object.entries(newState).filter(([key, t]) => t !== state[key])),
          keepOwn,
        ),
        outputs: mapRecord(result.outputs, keepOwn),
        // x * 0 is 0 for every finite x and NaN for all others
        checks: floats.length === 0 ? undefined : stackScalars(floats.map(([, t]) => tf.sum(tf.mul(t, 0)))),
        checked: floats.map(([key]) => key),
      }
    })
  return {
    step: (given) =>
      lifecycle.step(async () => {
        const { changed, outputs, checks, checked } = compute(given)
        try {
          const found = checks === undefined ? [] : await download(checks)
          for (const [i, key] of checked.entries()) {
            if (found[i] === 0) continue
            checkFinite(`${name}: after this step the state '${key}'`, await download(changed[key]!))
          }
          const arrays = await downloadArrays(outputs)
          replaceState({ ...state, ...changed })
          return arrays
        } catch (error) {
          disposeAll(Object.values(changed))
          throw error
        } finally {
          checks?.dispose()
          disposeAll(Object.values(outputs))
        }
      }),
    readState: () => lifecycle.step(() => downloadAll(state)),
    writeState: (given) =>
      lifecycle.step(async () => {
        checkSameTensors(`the state written to ${name}`, given, specs)
        replaceState(run(() => mapRecord(given, upload)))
      }),
    dispose: () => lifecycle.end(() => replaceState({})),
  }
}
