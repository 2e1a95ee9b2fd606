import type { NamedTensors, TrainingState } from '@vsc/engine'
import type { Checkpoint } from './checkpoint.js'
import { checkCheckpoint } from './checkpoint-match.js'
import type { LogPoint } from './log-point.js'
import type { RunKeeper } from './run-keeper.js'

/** A run whose newest checkpoint is held in memory. */
export interface MemoryKeeper {
  /** For `train`. */
  readonly keeper: RunKeeper
  /** The newest checkpoint: of every `checkpointEvery` iterations, and of the last step where training ended or was interrupted. */
  newest(): Checkpoint | undefined
}

/**
 * Keeps the newest checkpoint of a run in memory, as a page does that offers it for download ({@link encodeCheckpoint}) or pauses.
 *
 * @param options.checkpoint where to go on from, to the bit on the same engine: `train` throws CHECKPOINT_MISMATCH where it is of another run
 * @param options.points what was logged before that
 * @example
 * import { constant, createVsc } from '@vsc/core'
 * import { smileyDataSet } from '@vsc/data'
 * import { createEngine } from '@vsc/engine'
 *
 * const run = {
 *   model: createVsc({ dataDim: 1024, latentDim: 2, hiddenDim: 4, likelihood: 'bernoulli' }),
 *   data: smileyDataSet({ count: 50, seed: 1 }),
 *   engine: await createEngine(),
 *   config: {
 *     iterations: 2,
 *     batchSize: 10,
 *     learningRate: constant(1e-3),
 *     schedules: { lambda: constant(1), slope: constant(100) },
 *   },
 * }
 * const memory = keepInMemory()
 * await train({ ...run, keeper: memory.keeper })
 * const file = await encodeCheckpoint(memory.newest()!) // which `vsc evaluate` reads
 *
 * // Later: opened again, and trained for longer.
 * const { keeper } = keepInMemory({ checkpoint: await decodeCheckpoint(file) })
 * await train({ ...run, config: { ...run.config, iterations: 4 }, keeper })
 */
export function keepInMemory({
  checkpoint,
  points = [],
}: {
  readonly checkpoint?: Checkpoint
  readonly points?: readonly LogPoint[]
} = {}): MemoryKeeper {
  let newest = checkpoint
  return {
    newest: () => newest,
    keeper: async ({ run, device, parameterShapes, optimiserShapes }) => {
      if (checkpoint !== undefined) checkCheckpoint(checkpoint, { expected: run, parameterShapes, optimiserShapes })
      return {
        points,
        takeCheckpoint: () => checkpoint,
        lastCheckpoint: () => newest && `that of iteration ${newest.iteration}, in memory`,
        howToResume: 'Resume it by train() with the newest checkpoint.',
        log: async () => {},
        async save({ state, ...rest }) {
          newest = { ...rest, run, device, state: copyOf(state) }
        },
        close: async () => {},
      }
    },
  }
}

/** What is handed over are the very arrays of the engine, which the next step changes. */
function copyOf(state: TrainingState): TrainingState {
  const { optimiserState } = state
  return {
    ...state,
    parameters: copies(state.parameters),
    firstMoment: copies(state.firstMoment),
    secondMoment: copies(state.secondMoment),
    ...(optimiserState && { optimiserState: copies(optimiserState) }),
  }
}

const copies = (tensors: NamedTensors<Float32Array>): NamedTensors<Float32Array> =>
  Object.fromEntries(Object.entries(tensors).map(([name, { shape, data }]) => [name, { shape, data: data.slice() }]))
