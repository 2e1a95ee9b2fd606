import { open, readFile } from 'node:fs/promises'
import { z } from 'zod'
import { writeFileAtomically } from './atomic-file.js'

export type RunState = 'running' | 'done' | 'failed' | 'interrupted'

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
  state: z.enum(['running', 'done', 'failed', 'interrupted']),
  iteration: z.number().int().nonnegative(),
  iterations: z.number().int().nonnegative(),
  message: z.string().optional(),
  startedAt: z.string(),
  seconds: z.number().nonnegative(),
})

export async function writeStatus(path: string, status: TrainingStatus): Promise<void> {
  const text = `${JSON.stringify(status, undefined, 2)}\n`
  await writeFileAtomically(path, text).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOSPC' && error.code !== 'EDQUOT') throw error
    await overwrite(path, text)
  })
}

/**
 * Writes over a file where it is, which takes no room on a disk that is full. Being cut off here does no harm: a status that
 * cannot be read counts as none.
 */
async function overwrite(path: string, text: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.write(text, 0)
    await file.truncate(Buffer.byteLength(text))
  } finally {
    await file.close()
  }
}

/**
 * Reads a status.json; undefined where there is none, or none that makes sense.
 *
 * @param onWarning told of one that makes no sense; a Node.js warning unless told
 */
export async function readStatus(
  path: string,
  { onWarning = (message) => process.emitWarning(message) }: { readonly onWarning?: (message: string) => void } = {},
): Promise<TrainingStatus | undefined> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  try {
    return statusSchema.parse(JSON.parse(text))
  } catch {
    onWarning(`${path} is damaged: it does not say how a run stands. It is taken as missing.`)
    return undefined
  }
}
