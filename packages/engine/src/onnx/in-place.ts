import type * as ort from 'onnxruntime-node'
import type { Graph } from '../graph/graph.js'
import type { HostArray } from '../tensor.js'
import { createSession, refusalOfRun, releaseSession, runSession, type SessionOptions } from './session.js'

/** A graph in ONNX Runtime that writes its outputs into arrays of ours. */
export interface InPlaceSession {
  readonly outputNames: readonly string[]
  /** Runs the graph. Every output is written into the tensor given for it in `fetches`. */
  run(feeds: OrtTensors, fetches: OrtTensors): Promise<void>
  release(): Promise<void>
}

type OrtTensors = Readonly<Record<string, ort.Tensor>>

const END_OF_RUN = 'end of run'
/** What onnxruntime-node says of it, once the graph has run to its end. */
const NO_TENSOR = 'Non tensor type is temporarily not supported.'

/**
 * Loads a graph whose outputs are written in place, on the processor without a copy.
 *
 * After a run onnxruntime-node copies every output into a new array, also what it has just written into an array of ours: for the
 * gradients of 7.6 million parameters 30 MB at every step, which takes as long as Adam's update and keeps the garbage
 * collector busy. It goes through the outputs in order and stops at the first that is not a tensor. Here an empty sequence comes
 * before all others: by then the graph has run and every output is written.
 *
 * In a page everything is copied into ONNX Runtime's own memory and out of it again.
 */
export async function createInPlaceSession(
  name: string,
  graph: Graph,
  options: SessionOptions,
): Promise<InPlaceSession> {
  const withoutCopies = options.provider === 'cpu'
  const session = await createSession(name, graph, options, withoutCopies ? { leadingSequence: END_OF_RUN } : {})
  return {
    outputNames: Object.keys(graph.outputs),
    async run(feeds, fetches) {
      if (options.provider === 'wasm') {
        const results = await runSession(name, session, feeds)
        for (const [key, { data }] of Object.entries(fetches)) (data as HostArray).set(results[key]!.data as HostArray)
        return
      }
      if (!withoutCopies) {
        await runSession(name, session, feeds, fetches)
        return
      }
      try {
        await session.run(feeds, { [END_OF_RUN]: null, ...fetches })
      } catch (error) {
        if (!(error instanceof Error && error.message === NO_TENSOR)) throw refusalOfRun(name, error)
      }
    },
    release: () => releaseSession(session, options),
  }
}
