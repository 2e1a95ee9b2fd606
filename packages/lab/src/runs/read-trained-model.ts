import { join } from 'node:path'
import { type LatentModel, type ModelFamily, parseConfig } from '@vsc/core'
import type { NamedTensors } from '@vsc/engine'
import { type Checkpoint, mismatches, type RunDescription } from '@vsc/training'
import { bestOf, listCheckpoints, readCheckpoint, readNewestIntact, readRunDescription } from '@vsc/training/node'
import { LabError } from '../errors.js'
import { type Lab, modelNamed } from '../lab.js'
import { folderOfFile, isModelFile, readModelFile } from './model-file.js'

/** Which checkpoint of a run: the newest, or the one with the lowest loss. */
export type CheckpointChoice = 'last' | 'best'

/** The lab that knows the model, and which checkpoint is read. */
export interface ReadTrainedModelOptions {
  /** Knows the run's model by its name. */
  readonly lab: Pick<Lab, 'models' | 'origin'>
  /** `last` by default. Of a file there is but one. */
  readonly checkpoint?: CheckpointChoice
  /** Called with a warning for each damaged checkpoint newer than the one that is read; a Node.js warning by default. */
  readonly onWarning?: (message: string) => void
}

/** A model as it came out of training. */
export interface TrainedModel {
  /** The kind of model it is. */
  readonly family: ModelFamily
  readonly model: LatentModel
  readonly parameters: NamedTensors<Float32Array>
  /** What it was trained on and how. */
  readonly run: RunDescription
  /** Steps it was trained for. */
  readonly iteration: number
  /** The folder of its run, beside which its data are looked for; of a file that lies in none, the one that it lies in. */
  readonly directory: string
}

/**
 * Reads a trained model from the folder that `train` left, or from a checkpoint's file, which says itself what run it is of. Nothing
 * there changes, and nothing that is read is ever run: the model is made by the settings of config.json or of the file, and the
 * checkpoint must have the name, the settings and exactly the tensors of this model.
 *
 * @throws TrainingError NO_RUN where there is no run, CHECKPOINT_DAMAGED where no checkpoint is whole; CoreError INVALID_CONFIG;
 *   LabError UNKNOWN_MODEL, NO_TRAINED_MODEL where there is no checkpoint yet or a file is none, OTHER_MODEL listing each setting and tensor
 *   in which the checkpoint differs
 */
export async function readTrainedModel(
  place: string,
  { lab, checkpoint: choice = 'last', onWarning = (message) => process.emitWarning(message) }: ReadTrainedModelOptions,
): Promise<TrainedModel> {
  const file = (await isModelFile(place)) ? await readModelFile(place) : undefined
  const directory = file === undefined ? place : folderOfFile(place)
  const run = file?.run ?? (await readRunDescription(directory))
  const { family, model } = modelOfRun(lab, run)
  const checkpoint = file ?? (await readChosen(directory, choice, onWarning))
  checkFits(checkpoint, { run, model })
  return { family, model, parameters: checkpoint.state.parameters, run, iteration: checkpoint.iteration, directory }
}

/**
 * The model that a run trains, by the name and the settings of its config.json.
 *
 * @throws LabError UNKNOWN_MODEL; CoreError INVALID_CONFIG
 */
export function modelOfRun(
  lab: Pick<Lab, 'models' | 'origin'>,
  { model: { name, config }, data: { count } }: Pick<RunDescription, 'model' | 'data'>,
): { readonly family: ModelFamily; readonly model: LatentModel } {
  const { dataDim, latentDim, ...settings } = config as { readonly dataDim: number; readonly latentDim: number }
  const family = modelNamed(lab, name)
  const checked = parseConfig(family.settings, settings, `configuration of the model ${name}`)
  return { family, model: family.create(checked, { dataDim, latentDim, exampleCount: count }) }
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
  throw new LabError(
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
  const expected = { ...checkpoint.run, model: run.model }
  const problems = mismatches(checkpoint, { expected, parameterShapes: model.parameterShapes })
  if (problems.length === 0) return
  throw new LabError(
    'OTHER_MODEL',
    [
      `The checkpoint of iteration ${checkpoint.iteration} is not of the model that its settings say. It has:`,
      ...problems,
    ].join('\n  - '),
  )
}
