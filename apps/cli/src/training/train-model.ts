import { join, parse } from 'node:path'
import { createEngine } from '@vsc/engine'
import { configureRun, modelOf, type RunConfiguration, type RunRequest } from '@vsc/lab'
import { exitCodes } from '@vsc/terminal'
import { checkSize } from '@vsc/training'
import { listCheckpoints, readStatus } from '@vsc/training/node'
import type { LabOptions } from '../command.js'
import { fetchOptions } from '../data/load.js'
import { badInput } from '../errors.js'
import { labOf } from '../lab.js'
import { note, print, type Terminal, warn } from '../terminal.js'
import { runTraining } from './run-training.js'

export interface TrainOptions extends RunRequest, LabOptions {
  readonly out?: string
  readonly dryRun?: boolean
  readonly json?: boolean
}

/** `vsc train` */
export async function trainModel({ dryRun = false, json = false, ...options }: TrainOptions, terminal: Terminal) {
  const { out, use, ownLab, ...request } = options
  const lab = await labOf({ use, ownLab }, terminal)
  const { configuration, data, remarks, warnings } = await configureRun(request, { lab, ...fetchOptions(terminal) })
  for (const remark of remarks) note(terminal, `${data.name}: ${remark}`)
  for (const warning of warnings) warn(terminal, warning)
  if (dryRun) {
    print(terminal, { json }, { json: configuration, text: JSON.stringify(configuration, undefined, 2) })
    return exitCodes.done
  }
  const directory = out ?? defaultFolder(configuration)
  await refuseExistingRun(directory)
  const engine = await createEngine({ name: configuration.engine })
  const model = modelOf(lab, configuration.model, data)
  checkSize(model, configuration.training)
  const job = { model, data, engine, config: configuration.training, directory, resume: false, json }
  return runTraining(job, terminal)
}

function defaultFolder({ model, data }: RunConfiguration): string {
  const date = new Date().toISOString().slice(0, 10)
  const id = Math.random().toString(36).slice(2, 8)
  return join('runs', `${model.name}-${parse(data.name).name}-${date}-${id}`)
}

async function refuseExistingRun(directory: string): Promise<void> {
  const status = await readStatus(join(directory, 'status.json'))
  const checkpoints = await listCheckpoints(join(directory, 'checkpoints'))
  if (status === undefined && checkpoints.length === 0) return
  throw badInput(
    `${directory} holds a run already (${status?.state ?? 'without a status'}): continue it with vsc resume ${directory}, or choose another folder`,
  )
}
