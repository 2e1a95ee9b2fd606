import { valueAt } from '@vsc/core'
import { checkSize } from './check-size.js'
import { parseTrainingConfig } from './config.js'
import { endingOf } from './ending.js'
import { isBest, judge, noJudgement, scoreAfter, stopsEarly } from './judgement.js'
import type { LogPoint } from './log-point.js'
import { addStep, emptyWindow, meansOf } from './log-window.js'
import { nextTask } from './next-task.js'
import { checkTerms, explainNotFinite } from './not-finite.js'
import { createRateMeter } from './rate.js'
import { describeRun } from './run-description.js'
import type { KeptRun } from './run-keeper.js'
import { checkData, restore, startPrograms } from './start-programs.js'
import type { RunState } from './status.js'
import { createStepInputs } from './step-inputs.js'
import type { TrainingResult, TrainOptions } from './train-options.js'
import { planValidation } from './validation-plan.js'

/**
 * Trains a model on minibatches, in a page as well as in Node.js: by Adam, unless another optimiser is given. Nothing is written down
 * unless a `keeper` does so; in Node.js `train` of @vsc/training/node is this with a folder.
 *
 * Every random number follows from the seed and the number of the iteration, and so does every bit of the result, on the same engine.
 *
 * @throws CoreError INVALID_CONFIG; TrainingError WRONG_DATA where model and data differ in M; TOO_LARGE where it takes more memory than there is; WRONG_PARAMETERS where a model's `init`
 *   gives others than its `parameterShapes` say; WRONG_VALIDATION where what is
 *   wanted of a validation set cannot be had; NOT_FINITE naming the step, the term
 *   that blew up and the last good checkpoint; EngineError where the optimiser is none; what the keeper throws; what a callback throws,
 *   after the keeper was given a checkpoint
 * @example
 * import { constant, createVsc } from '@vsc/core'
 * import { smileyDataSet } from '@vsc/data'
 * import { createEngine } from '@vsc/engine'
 *
 * const { parameters } = await train({
 *   model: createVsc({ dataDim: 1024, latentDim: 10, hiddenDim: 50, likelihood: 'bernoulli' }),
 *   data: smileyDataSet({ count: 1000, seed: 1 }),
 *   engine: await createEngine(), // in a page, that of @vsc/engine/web
 *   config: {
 *     iterations: 20,
 *     batchSize: 50,
 *     learningRate: constant(1e-3),
 *     schedules: { lambda: constant(1), slope: constant(100) },
 *   },
 *   onStep: ({ iteration, loss }) => console.log(iteration, loss),
 * })
 */
export async function train(options: TrainOptions): Promise<TrainingResult> {
  const { model, data, engine, optimiser, keeper, signal } = options
  const { onProgress, onStep, onLog, onWarning = warn } = options
  const config = parseTrainingConfig(options.config, model.schedules)
  const { iterations } = config
  const validation = planValidation(options.validation, config)
  for (const each of [data, ...(validation ? [validation.data] : [])]) checkData(model, each)
  checkSize(model, config)
  const inputs = createStepInputs(model, data, config)
  const started = await startPrograms({ model, data, engine, config, inputs, validation, optimiser })
  const { program, validator, optimiserShapes } = started

  let kept: KeptRun | undefined
  let iteration = 0 // steps taken, and the number of the next one
  let window = emptyWindow
  let judgement = noJudgement
  let metrics: LogPoint[] = []
  let stepsPerSecond = 0
  const report = (state: RunState) =>
    onProgress?.({ state, iteration, iterations, stepsPerSecond, latest: metrics.at(-1) })

  try {
    if (keeper !== undefined) {
      const run = describeRun({ model, data, engine, config, validation, optimiser })
      const { parameterShapes } = model
      const { device } = engine
      kept = await keeper({ run, data, device, parameterShapes, optimiserShapes, onWarning, signal })
      metrics = [...kept.points]
    }
    let saved: number | undefined
    const save = async () => {
      if (kept === undefined || saved === iteration) return
      const score = scoreAfter(iteration, metrics.at(-1), config)
      const state = await program.readState({ copy: false })
      await kept.save({ iteration, score, window, ...(validator && { judgement }), state })
      saved = iteration
    }
    const from = await restore(program, kept?.takeCheckpoint())
    if (from !== undefined) {
      iteration = saved = from.iteration
      window = from.window
      judgement = from.judgement ?? noJudgement
    }
    const first = iteration
    const started = performance.now()
    const rate = createRateMeter()

    while (iteration < iterations && !stopsEarly(judgement, config) && !signal?.aborted) {
      inputs.fill(iteration)
      if (config.freshAdamAt.includes(iteration)) await program.resetOptimizer()
      const learningRate = valueAt(config.learningRate, iteration)
      const step = await takeStep(learningRate)
      iteration += 1
      window = addStep(window, step)
      stepsPerSecond = rate.tick()

      const schedules = { ...inputs.schedules }
      let point: LogPoint | undefined
      if (isDue(config.logEvery)) {
        const validated = await validateIfDue()
        if (validated) judgement = judge(judgement, { iteration, terms: validated.validation }, config)
        point = { iteration, ...meansOf(window), learningRate, schedules, ...validated }
        metrics.push(point)
        window = emptyWindow
        await kept?.log(point, stepsPerSecond)
      }
      const isBestYet = config.bestBy === 'validation' && isBest(judgement, iteration)
      if (isDue(config.checkpointEvery) || isBestYet) await save()
      report('running')
      try {
        const rest = { iteration, learningRate, schedules: { ...schedules } }
        await onStep?.({ ...step, ...rest, parameters: () => program.parameters() })
        if (point !== undefined) await onLog?.(structuredClone(point))
      } catch (error) {
        await save().catch((e) => onWarning(messageOf(e))) // so that nothing is lost by what a callback does
        throw error
      }
      await nextTask() // lets in what waits: an abort, the redrawing of a progress bar
    }
    await save()

    const { state, message } = endingOf({ iteration, config, judgement, howToResume: kept?.howToResume })
    if (state === 'stopped-early') onWarning(message)
    const seconds = (performance.now() - started) / 1000
    const parameters = await program.finish()
    await kept?.close({ state, iteration, message })
    report(state)
    return { state, message, iteration, parameters, metrics, seconds, stepsPerSecond: (iteration - first) / seconds }
  } catch (error) {
    await kept
      ?.close({ state: 'failed', iteration, message: messageOf(error) })
      .catch((e) => messageOf(e) === messageOf(error) || onWarning(messageOf(e)))
    report(error === signal?.reason ? 'interrupted' : 'failed')
    throw error
  } finally {
    await program.dispose()
    await validator?.dispose()
  }

  async function takeStep(learningRate: number) {
    try {
      const step = await program.step(inputs.values, { learningRate })
      checkTerms(step)
      return step
    } catch (cause) {
      throw explainNotFinite(cause, { iteration, iterations, checkpoint: kept?.lastCheckpoint(), range: data.range })
    }
  }

  async function validateIfDue() {
    if (validation === undefined || validator === undefined || !isDue(validation.every)) return undefined
    return { validation: await validator.evaluate(await program.parameters()) }
  }

  function isDue(every: number): boolean {
    return iteration % every === 0 || iteration === iterations
  }
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : `${error}`)
const warn = (message: string) => console.warn(message)
