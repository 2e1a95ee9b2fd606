import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { writeNote } from './atomic-file.js'

/** `stopped-early` where validation has not improved for as long as `earlyStopping` has patience. */
export type RunState = 'running' | 'done' | 'stopped-early' | 'failed' | 'interrupted'

/** How a run stands: the contents of status.json. After `kill -9` it still says `running`. */
export interface TrainingStatus {
  readonly state: RunState
  /** Steps taken. */
  readonly iteration: number
  readonly iterations: number
  /** What went wrong, or how to go on. */
  readonly message?: string | undefined
  /** When the run was first started, in ISO 8601. */
  readonly startedAt: string
  /** Time spent training, over all its resumptions. */
  readonly seconds: number
}

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
