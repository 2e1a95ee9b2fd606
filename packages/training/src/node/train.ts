import { train as trainAnywhere } from '../train.js'
import type { TrainOptions as AnywhereOptions, TrainingResult } from '../train-options.js'
import { keepInFolder } from './keep-in-folder.js'

/** What is trained, on what, by which engine, and how; and where it is written down. */
export interface TrainOptions extends Omit<AnywhereOptions, 'keeper'> {
  /** Where the run is written down: config.json, status.json, metrics.jsonl, TensorBoard events, checkpoints. Nowhere by default. */
  readonly directory?: string
  /** Continue what `directory` holds, to the bit, from its newest intact checkpoint; from the start where there is none yet. */
  readonly resume?: boolean
  /** Told what is out of the ordinary without being an error, such as a damaged checkpoint or an early stop; a Node.js warning by default. */
  readonly onWarning?: (message: string) => void
}

/**
 * Trains a model on minibatches, into a folder where one is named: by Adam, unless another optimiser is given.
 *
 * Every random number follows from the seed and the number of the iteration. A run that was killed at any moment and resumed
 * ends with the same bits, in its parameters and in metrics.jsonl, as one left alone (on the same engine and machine, with as
 * many threads).
 *
 * @throws CoreError INVALID_CONFIG; TrainingError WRONG_DATA where model and data differ in M; TOO_LARGE where it takes more memory than there is; WRONG_PARAMETERS where a model's `init`
 *   gives others than its `parameterShapes` say; WRONG_VALIDATION where what is
 *   wanted of a validation set cannot be had; FOLDER_NOT_EMPTY, FOLDER_IN_USE, CHECKPOINT_MISMATCH or CHECKPOINT_DAMAGED where
 *   `directory` cannot be used; FOLDER_LOST where it was removed or taken over on the way; NOT_FINITE naming the step, the term
 *   that blew up and the last good checkpoint; EngineError where the optimiser is none; the signal's reason where it is aborted
 *   before the folder is free; what a callback throws, after a checkpoint
 * @example
 * import { constant, createVsc, linear, piecewise } from '@vsc/core'
 * import { smileyDataSet } from '@vsc/data'
 * import { createEngine } from '@vsc/engine'
 *
 * const { parameters } = await train({
 *   model: createVsc({ dataDim: 1024, latentDim: 10, hiddenDim: 50, likelihood: 'bernoulli' }),
 *   data: smileyDataSet({ count: 1000, seed: 1 }),
 *   engine: await createEngine(),
 *   config: {
 *     iterations: 60,
 *     batchSize: 50,
 *     learningRate: piecewise([0, 1e-3], [40, 1e-4]),
 *     schedules: { lambda: linear({ from: 0, to: 1, start: 10, end: 20 }), slope: constant(100) },
 *   },
 *   onProgress: terminalProgress(),
 * })
 */
export function train({
  directory,
  resume = false,
  onWarning = warn,
  ...options
}: TrainOptions): Promise<TrainingResult> {
  const keeper = directory === undefined ? {} : { keeper: keepInFolder({ directory, resume }) }
  return trainAnywhere({ ...options, onWarning, ...keeper })
}

const warn = (message: string) => process.emitWarning(message, 'TrainingWarning')
