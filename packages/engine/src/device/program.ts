import type * as ort from 'onnxruntime-node'
import { checkFinite, checkSameTensors, createInputReader } from '../checks.js'
import { createLifecycle } from '../lifecycle.js'
import { createSession, releaseSession, runSession, type SessionOptions, tensorsOver } from '../onnx/session.js'
import { finiteKey, inputKey, nextKey, outputKey, stateKey, traceProgram } from '../onnx/trace-program.js'
import type { Program, ProgramDefinition } from '../program.js'
import { mapRecord } from '../record.js'
import { dtypeOf, type HostArray, type TensorSpec } from '../tensor.js'
import { createDeviceCopies, disposeTensors, type OrtTensors } from './state.js'

/** A program whose state stays on the device between steps: a step's new state is what the next one is given. */
export async function createDeviceProgram(definition: ProgramDefinition, options: SessionOptions): Promise<Program> {
  const { name = 'program', inputs } = definition
  const specs = mapRecord(definition.state ?? {}, ({ shape, data }): TensorSpec => ({ shape, dtype: dtypeOf(data) }))
  const { graph, outputs, moved } = traceProgram(name, definition, specs, { watched: true })
  const session = await createSession(name, graph, options, { onDevice: moved.map(nextKey) })
  const tensorOver = tensorsOver(options.ort)
  const copies = await createDeviceCopies(name, specs, options)
  let state = await copies.upload(definition.state ?? {})

  const checkNext = async (next: OrtTensors, results: ort.InferenceSession.OnnxValueMapType) => {
    const broken = moved.find(
      (key) => finiteKey(key) in results && (results[finiteKey(key)]!.data as HostArray)[0] !== 0,
    )
    if (broken === undefined) return
    const downloaded = await copies.download({ ...state, ...next })
    checkFinite(`${name}: after this step the state '${broken}'`, downloaded[broken]!.data)
  }
  const read = createInputReader(name, inputs)
  const lifecycle = createLifecycle(name)
  return {
    step: (given) =>
      lifecycle.step(async () => {
        const feeds = mapRecord(state, (tensor) => tensor, stateKey)
        read(given, (input, data) => {
          feeds[inputKey(input)] = tensorOver(data, inputs[input]!.shape)
        })
        const results = await runSession(name, session, feeds)
        const next = Object.fromEntries(moved.map((key) => [key, results[nextKey(key)]!]))
        try {
          await checkNext(next, results)
        } catch (error) {
          disposeTensors(next)
          throw error
        }
        disposeTensors(Object.fromEntries(moved.map((key) => [key, state[key]!])))
        state = { ...state, ...next }
        return mapRecord(outputs, (_, key) => results[outputKey(key)]!.data as HostArray)
      }),
    // Reading and writing wait for the device, and no step may change the state meanwhile.
    readState: () => lifecycle.step(() => copies.download(state)),
    writeState: (given) =>
      lifecycle.step(async () => {
        checkSameTensors(`the state written to ${name}`, given, specs)
        const written = await copies.upload(given)
        disposeTensors(state)
        state = written
      }),
    dispose: () =>
      lifecycle.end(async () => {
        disposeTensors(state)
        await releaseSession(session, options)
        await copies.release()
      }),
  }
}
