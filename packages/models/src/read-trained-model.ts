import { join } from 'node:path'
import type { LatentModel } from '@vsc/core'
import type { NamedTensors } from '@vsc/engine'
import { createRng } from '@vsc/random'
import {
  bestOf,
  type Checkpoint,
  listCheckpoints,
  mismatches,
  type RunDescription,
  readCheckpoint,
  readNewestIntact,
  readRunDescription,
} from '@vsc/training'
import { createModel, type Dimensions, type ModelName, type ModelSettings, modelNames } from './catalogue.js'
import { ModelsError } from './errors.js'

/** Which checkpoint of a run: the newest, or the one with the lowest loss. */
export type CheckpointChoice = 'last' | 'best'

export interface ReadTrainedModelOptions {
  /** `last` unless told. */
  readonly checkpoint?: CheckpointChoice
  /** Told of damaged checkpoints that are newer than the one that is read; a Node.js warning unless told. */
  readonly onWarning?: (message: string) => void
}

/** A model as it came out of training. */
export interface TrainedModel {
  readonly name: ModelName
  readonly model: LatentModel
  readonly parameters: NamedTensors<Float32Array>
  /** What it was trained on and how. */
  readonly run: RunDescription
  /** Steps it was trained for. */
  readonly iteration: number
}

/**
 * Reads a trained model from the folder that `train` left. Nothing there changes, and nothing that is read is ever run: the
 * model is made by the settings of config.json, and the checkpoint must have the name, the settings and exactly the tensors
 * of this model.
 *
 * @throws TrainingError NO_RUN where there is no run, CHECKPOINT_DAMAGED where no checkpoint is whole; CoreError INVALID_CONFIG;
 *   ModelsError UNKNOWN_MODEL, NO_TRAINED_MODEL where there is no checkpoint yet, OTHER_MODEL listing each setting and tensor
 *   in which the checkpoint differs
 */
export async function readTrainedModel(
  directory: string,
  { checkpoint: choice = 'last', onWarning = (message) => process.emitWarning(message) }: ReadTrainedModelOptions = {},
): Promise<TrainedModel> {
  const run = await readRunDescription(directory)
  const { name, model } = modelOfRun(run)
  const checkpoint = await readChosen(directory, choice, onWarning)
  checkFits(checkpoint, { run, model })
  return { name, model, parameters: checkpoint.state.parameters, run, iteration: checkpoint.iteration }
}

/**
 * The model that a run trains, by the name and the settings of its config.json.
 *
 * @throws ModelsError UNKNOWN_MODEL; CoreError INVALID_CONFIG
 */
export function modelOfRun({ model: { name, config } }: RunDescription): { name: ModelName; model: LatentModel } {
  const known = modelNames.find((candidate) => candidate === name)
  if (known === undefined) {
    throw new ModelsError('UNKNOWN_MODEL', `there is no model '${name}'; there are: ${modelNames.join(', ')}`)
  }
  const { dataDim, latentDim, ...settings } = config as Dimensions & ModelSettings[ModelName]
  return { name: known, model: createModel(known, settings as ModelSettings[ModelName], { dataDim, latentDim }) }
}

async function readChosen(
  directory: string,
  choice: CheckpointChoice,
  onWarning: (message: string) => void,
): Promise<Checkpoint> {
  const folder = join(directory, 'checkpoints')
  const best = choice === 'best' ? await readBest(folder) : undefined
  const checkpoint = best ?? (await readNewestIntact(folder, { onWarning }))?.checkpoint
  if (checkpoint !== undefined) return checkpoint
  throw new ModelsError(
    'NO_TRAINED_MODEL',
    `${directory} holds no trained model yet: there is no checkpoint. Train it for longer.`,
  )
}

/** The run may be going on: the best may make room for a better one between being found and being read. */
async function readBest(folder: string): Promise<Checkpoint | undefined> {
  for (;;) {
    const best = bestOf(await listCheckpoints(folder))
    try {
      return best && (await readCheckpoint(best.path))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    }
  }
}

/** Refuses a checkpoint that is not of this model. How it was trained makes no difference to what it is. */
function checkFits(checkpoint: Checkpoint, { run, model }: { run: RunDescription; model: LatentModel }): void {
  const examples = new Float32Array(1000 * model.dataDim) // for models that start from some: only shapes matter here
  const parameters = model.init({ rng: createRng(0), examples })
  const expected = { ...checkpoint.run, model: run.model }
  const problems = mismatches(checkpoint, { expected, parameters })
  if (problems.length === 0) return
  throw new ModelsError(
    'OTHER_MODEL',
    [
      `The checkpoint of iteration ${checkpoint.iteration} is not of the model that config.json says. It has:`,
      ...problems,
    ].join('\n  - '),
  )
}
