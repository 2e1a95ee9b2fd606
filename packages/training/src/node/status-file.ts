import { readFile } from 'node:fs/promises'
import * as z from 'zod'
import type { TrainingStatus } from '../status.js'
import { writeNote } from './atomic-file.js'

const statusSchema: z.ZodType<TrainingStatus> = z.object({
  state: z.enum(['running', 'done', 'stopped-early', 'failed', 'interrupted']),
  iteration: z.number().int().nonnegative(),
  iterations: z.number().int().nonnegative(),
  message: z.string().optional(),
  startedAt: z.string(),
  seconds: z.number().nonnegative(),
})

export const writeStatus = (path: string, status: TrainingStatus): Promise<void> =>
  writeNote(path, `${JSON.stringify(status, undefined, 2)}\n`)

/**
 * Reads a status.json; undefined where there is none, or none that makes sense.
 *
 * @param options.onWarning called with a warning where it cannot be read; a Node.js warning by default
 */
export async function readStatus(
  path: string,
  { onWarning = (message) => process.emitWarning(message) }: { readonly onWarning?: (message: string) => void } = {},
): Promise<TrainingStatus | undefined> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(String((error as NodeJS.ErrnoException).code))) return undefined
    throw error
  }
  try {
    return statusSchema.parse(JSON.parse(text))
  } catch {
    onWarning(`${path} is damaged: it does not say how a run stands. It is taken as missing.`)
    return undefined
  }
}
