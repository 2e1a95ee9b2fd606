import type { LatentModel, ModelFamily } from '@vsc/core'
import type { DataSet } from '@vsc/data'
import type { Engine, NamedTensors } from '@vsc/engine'
import { type Checkpoint, type RunKeeper, type TrainedStep, type TrainingConfigInput, train } from '@vsc/training'

/** A model that learns one step at a time. */
export interface Learner {
  readonly run: LearnerRun
  /** Steps taken. */
  readonly iteration: () => number
  /** Takes the next step. */
  advance(): Promise<TrainedStep>
  /** The parameters as they are now. */
  parameters(): Promise<NamedTensors<Float32Array>>
  /** All that it takes to go on from here, to the bit. */
  checkpoint(): Promise<Checkpoint>
  /** Lets go of what the engine holds. What was learned stays, as a checkpoint. */
  rest(): Promise<Checkpoint>
}

/** What learns, from what and how, and where it goes on from. */
export interface LearnerRun {
  readonly family: ModelFamily
  readonly model: LatentModel
  readonly data: DataSet
  readonly engine: Engine
  readonly config: TrainingConfigInput
  readonly checkpoint?: Checkpoint | undefined
}

/** `train` as it waits after each step until the next is wanted. */
interface Session {
  readonly next: () => Promise<TrainedStep>
  readonly stop: () => Promise<Checkpoint>
}

/**
 * Trains by `train` of @vsc/training, which is let go on by one step at a time. So a step here is a step of any other run, and between
 * two of them everything can be asked for and changed.
 */
export function createLearner(run: LearnerRun): Learner {
  let { checkpoint } = run
  let session: Session | undefined
  let latest: TrainedStep | undefined

  const rest = async (): Promise<Checkpoint> => {
    // A model that has not learned yet is asked for its checkpoint before the first step: it is stopped at once.
    const current = session ?? startSession({ ...run, checkpoint }, { stopped: true })
    session = latest = undefined
    checkpoint = await current.stop()
    return checkpoint
  }
  return {
    run,
    iteration: () => latest?.iteration ?? checkpoint?.iteration ?? 0,
    async advance() {
      session ??= startSession({ ...run, checkpoint }, { stopped: false })
      try {
        latest = await session.next()
        return latest
      } catch (error) {
        session = latest = undefined
        throw error
      }
    },
    parameters: async () => latest?.parameters() ?? (await rest()).state.parameters,
    checkpoint: rest,
    rest,
  }
}

function startSession(run: LearnerRun, { stopped }: { readonly stopped: boolean }): Session {
  const { model, data, engine, config, checkpoint } = run
  const stop = new AbortController()
  if (stopped) stop.abort()
  let saved = checkpoint
  let proceed = () => {}
  let stepped: (step: TrainedStep) => void = () => {}
  const begin = () =>
    train({
      model,
      data,
      engine,
      config,
      signal: stop.signal,
      keeper: keeperOf(checkpoint, (newest) => {
        saved = newest
      }),
      async onStep(step) {
        const goOn = new Promise<void>((resolve) => {
          proceed = resolve
        })
        stepped(step)
        await goOn
      },
    })
  let finished: ReturnType<typeof begin> | undefined
  return {
    next: () =>
      new Promise((resolve, reject) => {
        stepped = resolve
        if (finished !== undefined) return proceed()
        finished = begin()
        finished.then(() => reject(new Error('training has come to its end')), reject)
      }),
    async stop() {
      stop.abort()
      proceed()
      await (finished ?? begin())
      return saved!
    },
  }
}

/** Hands over where to go on from, and takes what there is at the end. */
const keeperOf =
  (checkpoint: Checkpoint | undefined, keep: (newest: Checkpoint) => void): RunKeeper =>
  async ({ run, device }) => {
    if (checkpoint !== undefined) keep({ ...checkpoint, run, device }) // the same numbers, under the settings that they go on with
    return {
      points: [],
      takeCheckpoint: () => checkpoint,
      lastCheckpoint: () => undefined,
      howToResume: 'Step on.',
      log: async () => {},
      save: async (newest) => keep(structuredClone({ ...newest, run, device })), // what it is given are the engine's own arrays
      close: async () => {},
    }
  }
