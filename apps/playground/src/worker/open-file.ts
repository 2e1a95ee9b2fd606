import type { LatentModel } from '@vsc/core'
import { type Checkpoint, decodeCheckpoint, mismatches } from '@vsc/training'
import { type Contestant, contestants, createModel } from './contestants.js'
import type { LearnerRun } from './learner.js'
import { smileysOf } from './smileys.js'

/** A trained model from a file, ready to go on: all of its run but the engine. */
export interface OpenedFile {
  readonly contestant: Contestant
  readonly run: Omit<LearnerRun, 'engine'> & { readonly checkpoint: Checkpoint }
}

/**
 * Reads a model that this page has saved, or a checkpoint of `vsc train` on smileys.
 *
 * @throws Error saying in one line what the file is and what was expected
 */
export async function openFile(name: string, bytes: Uint8Array): Promise<OpenedFile> {
  const checkpoint = await decodeCheckpoint(bytes).catch((cause: Error) => {
    const reason = /^(?:The checkpoint is damaged: )?(.*?)(?: Use an older one\.)?$/s.exec(cause.message)![1]!
    throw refusal(name, `is damaged, or no saved model: ${inOneLine(reason)}`, cause)
  })
  const { model, data, training, optimiser } = checkpoint.run
  const contestant = contestants.find(({ family }) => family.name === model.name)
  if (contestant === undefined) {
    const known = contestants.map(({ family }) => family.name).join(' and ')
    throw refusal(name, `holds a model of the kind ${model.name}: this page trains ${known}`)
  }
  if (data.name !== 'smiley') throw refusal(name, `was trained on ${data.name}: this page has smileys only`)
  if (optimiser !== undefined) throw refusal(name, `was trained by ${optimiser.name}: this page trains by Adam`)
  try {
    const examples = smileysOf(data.provenance)
    const made = modelOfFile(contestant, model.config as Readonly<Record<string, unknown>>, examples)
    const problems = mismatches(checkpoint, { expected: checkpoint.run, parameterShapes: made.parameterShapes })
    if (problems.length > 0) throw new Error(problems.join('; '))
    const run = { family: contestant.family, model: made, data: examples, config: training, checkpoint }
    return { contestant, run }
  } catch (cause) {
    throw refusal(name, `holds no model that can go on here: ${inOneLine((cause as Error).message)}`, cause)
  }
}

function modelOfFile(
  { family }: Contestant,
  config: Readonly<Record<string, unknown>>,
  data: LearnerRun['data'],
): LatentModel {
  const { dataDim, latentDim, ...settings } = config
  if (dataDim !== data.dim) throw new Error(`it takes examples of ${dataDim} numbers, smileys have ${data.dim}`)
  return createModel(family, settings, { latentDim: Number(latentDim), data })
}

const refusal = (name: string, problem: string, cause?: unknown) => new Error(`${name} ${problem}`, { cause })

const inOneLine = (text: string) => text.replaceAll(/\s*\n\s*(- )?/g, ' ').slice(0, 300)
