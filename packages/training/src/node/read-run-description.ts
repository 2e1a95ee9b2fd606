import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { TrainingError } from '../errors.js'
import { type RunDescription, runDescriptionSchema } from '../run-description.js'

/**
 * What was trained in a run's folder: its config.json. The model's own settings are not checked here.
 *
 * @throws TrainingError NO_RUN where the folder has none, or one that says something else
 */
export async function readRunDescription(directory: string): Promise<RunDescription> {
  const path = join(directory, 'config.json')
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new TrainingError('NO_RUN', `${directory} holds no run: its config.json cannot be read`, { cause })
  })
  try {
    return runDescriptionSchema.parse(JSON.parse(text))
  } catch (cause) {
    const reason = cause instanceof z.ZodError ? problemsOf(cause) : (cause as Error).message
    throw new TrainingError('NO_RUN', `${path} describes no training run: ${reason}`, { cause })
  }
}

const problemsOf = ({ issues }: z.ZodError): string =>
  issues.map(({ path, message }) => `${path.join('.') || 'the whole'}: ${message}`).join('; ')
