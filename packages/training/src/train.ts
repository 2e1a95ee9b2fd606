import { setImmediate } from 'node:timers/promises'
import { type LatentModel, valueAt } from '@vsc/core'
import type { DataSet } from '@vsc/data'
import type { Engine, NamedTensors, TrainingProgram } from '@vsc/engine'
import { createRng, type Label } from '@vsc/random'
import type { Checkpoint } from './checkpoint.js'
import { parseTrainingConfig, type TrainingConfig, type TrainingConfigInput } from './config.js'
import { TrainingError } from './errors.js'
import { addStep, emptyWindow, meansOf } from './log-window.js'
import type { LogPoint } from './metrics-log.js'
import { checkTerms, explainNotFinite } from './not-finite.js'
import type { ProgressListener } from './progress.js'
import { createRateMeter } from './rate.js'
import { describeRun } from './run-description.js'
import { openRunFolder, type RunFolder } from './run-folder.js'
import type { RunState } from './status.js'
import { createStepInputs, lossOf, type StepInputs } from './step-inputs.js'

export interface TrainOptions {
  readonly model: LatentModel
  /** Prepared examples, N of M numbers each. */
  readonly data: DataSet
  readonly engine: Engine
  readonly config: TrainingConfigInput
  /** Where the run is written down: config.json, status.json, metrics.jsonl, TensorBoard events, checkpoints. Nowhere unless told. */
  readonly directory?: string
  /** Continue what `directory` holds, to the bit, from its newest intact checkpoint; from the start where there is none yet. */
  readonly resume?: boolean
  /** Once aborted, the step under way is finished, a checkpoint written, and what there is returned. */
  readonly signal?: AbortSignal
  /** Called after every step and at the end, such as {@link terminalProgress}. */
  readonly onProgress?: ProgressListener
  /** Told what went wrong without stopping the run, such as a damaged checkpoint; a Node.js warning unless told. */
  readonly onWarning?: (message: string) => void
}

export interface TrainingResult {
  /** `interrupted` where the signal was aborted before the last step. */
  readonly state: 'done' | 'interrupted'
  /** For people: how far the run got, and how to resume it. */
  readonly message: string
  /** Steps taken, before the run was resumed included. */
  readonly iteration: number
  readonly parameters: NamedTensors<Float32Array>
  /** What was logged, before the run was resumed included. */
  readonly metrics: readonly LogPoint[]
  /** Time this call spent in its steps, and how many it took in a second on average. */
  readonly seconds: number
  readonly stepsPerSecond: number
}

/**
 * Trains a model by Adam on minibatches.
 *
 * Every random number follows from the seed and the number of the iteration. A run that was killed at any moment and resumed
 * ends with the same bits, in its parameters and in metrics.jsonl, as one left alone (on the same engine and machine, with as
 * many threads).
 *
 * @throws CoreError INVALID_CONFIG; TrainingError WRONG_DATA where model and data differ in M; FOLDER_NOT_EMPTY,
 *   FOLDER_IN_USE, CHECKPOINT_MISMATCH or CHECKPOINT_DAMAGED where `directory` cannot be used; FOLDER_LOST where it was removed
 *   or taken over on the way; the signal's reason where it is aborted before the folder is free; NOT_FINITE naming the step, the term that blew up and the last good checkpoint
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
export async function train(options: TrainOptions): Promise<TrainingResult> {
  const { model, data, engine, directory, resume = false, signal, onProgress, onWarning = warn } = options
  const config = parseTrainingConfig(options.config, model.schedules)
  const { iterations } = config
  checkData(model, data)
  const inputs = createStepInputs(model, data, config)
  const { program, shapes } = await startProgram({ model, data, engine, config, inputs })

  let folder: RunFolder | undefined
  let iteration = 0 // steps taken, and the number of the next one
  let window = emptyWindow
  let metrics: LogPoint[] = []
  let stepsPerSecond = 0
  const report = (state: RunState) =>
    onProgress?.({ state, iteration, iterations, stepsPerSecond, latest: metrics.at(-1) })

  try {
    if (directory !== undefined) {
      const run = describeRun({ model, data, engine, config })
      folder = await openRunFolder({
        directory,
        run,
        device: engine.device,
        parameters: shapes,
        resume,
        onWarning,
        signal,
      })
      metrics = [...folder.points]
    }
    let saved: number | undefined
    const save = async () => {
      if (saved === iteration) return
      const score = metrics.at(-1)?.loss ?? null
      await folder?.save({ iteration, score, window, state: await program.readState({ copy: false }) })
      saved = iteration
    }
    const from = await restore(program, folder?.takeCheckpoint())
    if (from !== undefined) {
      iteration = saved = from.iteration
      window = from.window
    }
    const first = iteration
    const started = performance.now()
    const rate = createRateMeter()

    while (iteration < iterations && !signal?.aborted) {
      inputs.fill(iteration)
      if (config.freshAdamAt.includes(iteration)) await program.resetOptimizer()
      const learningRate = valueAt(config.learningRate, iteration)
      const step = await program.step(inputs.values, { learningRate })
      checkTerms(step)
      iteration += 1
      window = addStep(window, step)
      stepsPerSecond = rate.tick()

      if (isDue(config.logEvery)) {
        const point = { iteration, ...meansOf(window), learningRate, schedules: { ...inputs.schedules } }
        metrics.push(point)
        window = emptyWindow
        await folder?.log(point, stepsPerSecond)
      }
      if (isDue(config.checkpointEvery)) await save()
      report('running')
      await setImmediate() // lets in what waits: an abort, the redrawing of a progress bar
    }
    await save()

    const state = iteration === iterations ? 'done' : 'interrupted'
    const message = describeEnd({ iteration, iterations, directory })
    const seconds = (performance.now() - started) / 1000
    const parameters = await program.finish()
    await folder?.close({ state, iteration, message })
    report(state)
    return { state, message, iteration, parameters, metrics, seconds, stepsPerSecond: (iteration - first) / seconds }
  } catch (cause) {
    const error = explainNotFinite(cause, {
      iteration,
      iterations,
      checkpoint: folder?.lastCheckpoint(),
      range: data.range,
    })
    await folder
      ?.close({ state: 'failed', iteration, message: messageOf(error) })
      .catch((e) => messageOf(e) === messageOf(error) || onWarning(messageOf(e)))
    report(error === signal?.reason ? 'interrupted' : 'failed')
    throw error
  } finally {
    await program.dispose()
  }

  function isDue(every: number): boolean {
    return iteration % every === 0 || iteration === iterations
  }
}

interface Started {
  readonly model: LatentModel
  readonly data: DataSet
  readonly engine: Engine
  readonly config: TrainingConfig
  readonly inputs: StepInputs
}

/** Takes the objective to the engine, which copies the initial parameters: in here alone, so that no run holds on to them. */
async function startProgram({ model, data, engine, config: { seed, clipNorm }, inputs }: Started) {
  const parameters = model.init({ rng: createRng(seed).fork('init'), examples: someExamples(data, seed) })
  const program = await engine.training({
    name: model.name,
    parameters,
    inputs: inputs.specs,
    loss: lossOf(model),
    adam: clipNorm === null ? {} : { clipNorm },
  })
  const shapes = Object.fromEntries(Object.entries(parameters).map(([name, { shape }]) => [name, { shape }]))
  return { program, shapes }
}

/** Puts the program where a checkpoint was taken, and forgets the checkpoint's tensors. */
async function restore(program: TrainingProgram, checkpoint: Checkpoint | undefined) {
  if (checkpoint === undefined) return undefined
  const { state, iteration, window } = checkpoint
  await program.writeState(state)
  return { iteration, window }
}

function checkData(model: LatentModel, data: DataSet): void {
  if (data.dim === model.dataDim) return
  throw new TrainingError(
    'WRONG_DATA',
    `The model ${model.name} takes examples of ${model.dataDim} numbers, those of ${data.name} have ${data.dim}. Set the model's dataDim to ${data.dim}.`,
  )
}

/** Examples [n, M] for models that start from some. */
function someExamples(data: DataSet, seed: Label): Float32Array {
  return data.read(createRng(seed).fork('examples').permutation(data.count).subarray(0, 1000))
}

function describeEnd({
  iteration,
  iterations,
  directory,
}: {
  iteration: number
  iterations: number
  directory: string | undefined
}) {
  if (iteration === iterations) return `Finished all ${iterations} iterations.`
  const how =
    directory === undefined
      ? 'It cannot be resumed, since it had no directory.'
      : `Resume it by train() with directory '${directory}' and \`resume: true\`.`
  return `Interrupted after ${iteration} of ${iterations} iterations. ${how}`
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : `${error}`)
const warn = (message: string) => process.emitWarning(message, 'TrainingWarning')
