import type * as ort from 'onnxruntime-node'
import { EngineError } from '../errors.js'
import type { Graph } from '../graph/graph.js'
import { optimise } from '../graph/optimise.js'
import { dtypeOf, type HostArray } from '../tensor.js'
import { encodeOnnx } from './encode.js'
import { checkProvider, type Provider } from './provider.js'

/** What is used of ONNX Runtime, which for Node.js and for pages are two modules of the same interface. */
export type Ort = Pick<typeof ort, 'InferenceSession' | 'Tensor'>

/** The threads of ONNX Runtime on the processor. */
export interface Threads {
  readonly threads: number
  /** Whether idle threads wait by spinning: faster alone, very slow where cores are shared. */
  readonly spinning: boolean
}

export interface SessionOptions extends Threads {
  readonly ort: Ort
  readonly provider: Provider
  /** Where ONNX Runtime writes a trace of every operator it ran, once the session is released; the beginning of the file's path. */
  readonly profile?: string
}

/**
 * Loads a graph into ONNX Runtime. Outputs are arrays on the host, except for those named in `onDevice`; before them comes an empty
 * sequence where `leadingSequence` gives it a name.
 */
export async function createSession(
  name: string,
  graph: Graph,
  { ort, provider, threads, spinning, profile }: SessionOptions,
  { onDevice = [], ...encoding }: { readonly onDevice?: readonly string[]; readonly leadingSequence?: string } = {},
): Promise<ort.InferenceSession> {
  checkProvider(name, graph, provider)
  const model = encodeOnnx(optimise(graph, provider), { name, ...encoding })
  try {
    return await ort.InferenceSession.create(model, {
      executionProviders: [provider],
      ...(onDevice.length > 0 && {
        preferredOutputLocation: Object.fromEntries(onDevice.map((output) => [output, 'gpu-buffer'] as const)),
      }),
      // Errors alone: which nodes are left to the processor is of no interest to people who run a program.
      ...(provider !== 'cpu' && { logSeverityLevel: 3 as const }),
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      executionMode: 'sequential',
      // The block that a pattern of use is planned into would come on top of what the first run took, and makes no run faster.
      enableMemPattern: false,
      // The graph comes optimised; ONNX Runtime would undo some of it (it fuses transposes back into slower products).
      graphOptimizationLevel: 'disabled',
      ...(profile !== undefined && { enableProfiling: true, profileFilePrefix: profile }),
      extra: {
        session: {
          // Shapes and types were declared while recording; one that is wrong is refused here, not found in the results.
          strict_shape_type_inference: '1',
          // Numbers too small to be normal are kept: told to flush them, ONNX Runtime does so for the whole process if it is the
          // first session of it, JavaScript's own arithmetic included. Adam's pass clears the moments that would become so.
          intra_op: { allow_spinning: spinning ? '1' : '0' },
          // Between two runs the cores belong to whoever has work: Adam, the next batch, another process.
          force_spinning_stop: '1',
        },
      },
    })
  } catch (cause) {
    const reason = messageOf(cause)
    const code = /shape|dimension/i.test(reason) && /infer|mismatch|merge/i.test(reason) ? 'WRONG_SHAPE' : 'UNSUPPORTED'
    throw new EngineError(code, `ONNX Runtime does not accept the graph of ${name}: ${reason}`, { cause })
  }
}

/** Runs a graph. What ONNX Runtime cannot compute with these inputs is refused in its words. */
export async function runSession(
  name: string,
  session: ort.InferenceSession,
  feeds: Readonly<Record<string, ort.Tensor>>,
  fetches?: Readonly<Record<string, ort.Tensor | null>>,
): Promise<Readonly<Record<string, ort.Tensor>>> {
  try {
    return fetches ? await session.run(feeds, fetches) : await session.run(feeds)
  } catch (cause) {
    throw refusalOfRun(name, cause)
  }
}

/** Why a step failed: most often an index that is not there. */
export function refusalOfRun(name: string, cause: unknown): EngineError {
  const reason = messageOf(cause)
  const advice = /indices|index/i.test(reason)
    ? '; every index must lie between 0 and the size of its axis, exclusive'
    : ''
  return new EngineError('WRONG_VALUE', `ONNX Runtime could not compute a step of ${name}: ${reason}${advice}`, {
    cause,
  })
}

const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause))

/** Makes tensors of ONNX Runtime over arrays, without a copy: what is run on one may read and write the array itself. */
export const tensorsOver =
  ({ Tensor }: Ort) =>
  (data: HostArray, shape: readonly number[]): ort.Tensor =>
    new Tensor(dtypeOf(data), data, shape)

export async function releaseSession(session: ort.InferenceSession, { profile }: SessionOptions): Promise<void> {
  if (profile !== undefined) session.endProfiling()
  await session.release()
}
