import { readFile } from 'node:fs/promises'
import { writeFileAtomically } from './atomic-file.js'

export type RunState = 'running' | 'done' | 'failed' | 'interrupted'

/** How a run stands: the contents of status.json. After `kill -9` it still says `running`. */
export interface TrainingStatus {
  readonly state: RunState
  /** Steps taken. */
  readonly iteration: number
  readonly iterations: number
  /** What went wrong, or how to go on. */
  readonly message?: string
  /** When the run was first started, in ISO 8601. */
  readonly startedAt: string
  /** Time spent training, over all its resumptions. */
  readonly seconds: number
}

export const writeStatus = (path: string, status: TrainingStatus): Promise<void> =>
  writeFileAtomically(path, `${JSON.stringify(status, undefined, 2)}\n`)

/** Reads a status.json; undefined where there is none. */
export async function readStatus(path: string): Promise<TrainingStatus | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
