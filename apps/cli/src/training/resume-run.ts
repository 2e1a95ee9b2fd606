import { createEngine, type EngineName } from '@vsc/engine'
import { modelOfRun } from '@vsc/models'
import { readRunDescription } from '@vsc/training'
import { settingsOfRun } from '../data/data-settings.js'
import { loadData } from '../data/load.js'
import type { Terminal } from '../terminal.js'
import { runTraining } from './run-training.js'

export interface ResumeOptions {
  readonly iterations?: number
  readonly engine?: EngineName
  readonly json?: boolean
}

/** `vsc resume` */
export async function resumeRun(
  directory: string,
  { iterations, engine, json = false }: ResumeOptions,
  terminal: Terminal,
) {
  const run = await readRunDescription(directory)
  const { model } = modelOfRun(run)
  const config = { ...run.training, ...(iterations !== undefined && { iterations }) }
  const data = await loadData(settingsOfRun(run), terminal)
  const job = {
    model,
    data,
    engine: await createEngine({ name: engine ?? (run.engine as EngineName) }),
    config,
    directory,
    resume: true,
    json,
  }
  return runTraining(job, terminal)
}
