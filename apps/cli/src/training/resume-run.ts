import { createEngine, type EngineName } from '@vsc/engine'
import { dataSettingsOfRun, loadData, modelOfRun } from '@vsc/lab'
import { readRunDescription } from '@vsc/training'
import type { LabOptions } from '../command.js'
import { fetchOptions } from '../data/load.js'
import { labOf } from '../lab.js'
import type { Terminal } from '../terminal.js'
import { runTraining } from './run-training.js'

export interface ResumeOptions extends LabOptions {
  readonly iterations?: number
  readonly engine?: EngineName
  readonly json?: boolean
}

/** `vsc resume` */
export async function resumeRun(
  directory: string,
  { iterations, engine, json = false, ...own }: ResumeOptions,
  terminal: Terminal,
) {
  const run = await readRunDescription(directory)
  const lab = await labOf(own, terminal)
  const { model } = modelOfRun(lab, run)
  const config = { ...run.training, ...(iterations !== undefined && { iterations }) }
  const data = await loadData(dataSettingsOfRun(lab, run), { lab, ...fetchOptions(terminal) })
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
