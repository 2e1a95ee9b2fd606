import type * as ort from 'onnxruntime-node'
import { checkFinite, checkSameTensors, createInputReader } from '../checks.js'
import { createLifecycle } from '../lifecycle.js'
import type { Program, ProgramDefinition } from '../program.js'
import { mapRecord } from '../record.js'
import { allocate, dtypeOf, type HostArray, sizeOf, type TensorSpec } from '../tensor.js'
import { createInPlaceSession } from './in-place.js'
import { type SessionOptions, tensorsOver } from './session.js'
import { inputKey, nextKey, outputKey, stateKey, traceProgram } from './trace-program.js'

/**
 * A program in ONNX Runtime on the CPU. State and outputs have two sets of arrays each: a step reads one set of state and
 * writes the other, and the next step goes the other way. Nothing is copied, nothing is left for the garbage collector.
 */
export async function createOnnxProgram(definition: ProgramDefinition, options: SessionOptions): Promise<Program> {
  const { name = 'program', state = {}, inputs } = definition
  const stateSpecs = mapRecord(state, ({ shape, data }): TensorSpec => ({ shape, dtype: dtypeOf(data) }))
  const { graph, outputs, moved } = traceProgram(name, definition, stateSpecs)
  const session = await createInPlaceSession(name, graph, options)
  const tensorOver = tensorsOver(options.ort)
  const emptyTensor = ({ shape, dtype = 'float32' }: TensorSpec) => tensorOver(allocate(dtype, sizeOf(shape)), shape)

  const front = mapRecord(state, ({ shape, data }) => tensorOver(data.slice(), shape))
  const back = mapRecord(front, (tensor, key) => (moved.includes(key) ? emptyTensor(stateSpecs[key]!) : tensor))
  const createSide = (from: Record<string, ort.Tensor>, to: Record<string, ort.Tensor>) => {
    const results = mapRecord(outputs, emptyTensor)
    const next = Object.fromEntries(moved.map((key) => [nextKey(key), to[key]!]))
    return {
      state: from,
      next: to,
      feeds: mapRecord(from, (tensor) => tensor, stateKey),
      fetches: { ...next, ...mapRecord(results, (tensor) => tensor, outputKey) },
      outputs: mapRecord(results, arrayOf),
    }
  }
  let side = createSide(front, back)
  let otherSide = createSide(back, front)

  const read = createInputReader(name, inputs)
  const lifecycle = createLifecycle(name)
  return {
    step: (given) =>
      lifecycle.step(async () => {
        const { feeds, fetches, next, outputs: results } = side
        read(given, (input, data) => {
          const key = inputKey(input)
          if (feeds[key]?.data !== data) feeds[key] = tensorOver(data, inputs[input]!.shape)
        })
        await session.run(feeds, fetches)
        for (const key of moved) checkFinite(`${name}: after this step the state '${key}'`, arrayOf(next[key]!))
        ;[side, otherSide] = [otherSide, side]
        return results
      }),
    async readState() {
      lifecycle.check()
      return mapRecord(side.state, (tensor) => ({ shape: tensor.dims, data: arrayOf(tensor).slice() }))
    },
    async writeState(given) {
      lifecycle.check()
      checkSameTensors(`the state written to ${name}`, given, stateSpecs)
      for (const [key, tensor] of Object.entries(side.state)) arrayOf(tensor).set(given[key]!.data)
    },
    dispose: () => lifecycle.end(() => session.release()),
  }
}

const arrayOf = (tensor: ort.Tensor) => tensor.data as HostArray
