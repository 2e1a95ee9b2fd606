import { join, parse } from 'node:path'
import { createEngine } from '@vsc/engine'
import { listCheckpoints, readStatus } from '@vsc/training'
import { badInput } from '../errors.js'
import { exitCodes } from '../exit-codes.js'
import { print, type Terminal, warn } from '../terminal.js'
import { type Configuration, modelWith } from './configuration.js'
import { configure, type TrainingRequest } from './configure.js'
import { runTraining } from './run-training.js'

export interface TrainOptions extends TrainingRequest {
  readonly out?: string
  readonly dryRun?: boolean
  readonly json?: boolean
}

/** `vsc train` */
export async function trainModel({ dryRun = false, json = false, ...options }: TrainOptions, terminal: Terminal) {
  const { out, ...request } = options
  const { configuration, data, warnings } = await configure(request, terminal)
  for (const warning of warnings) warn(terminal, warning)
  if (dryRun) {
    print(terminal, { json }, { json: configuration, text: JSON.stringify(configuration, undefined, 2) })
    return exitCodes.done
  }
  const directory = out ?? defaultFolder(configuration)
  await refuseExistingRun(directory)
  const engine = await createEngine({ name: configuration.engine })
  const model = modelWith(configuration.model, { dataDim: data.dim, count: data.count })
  const job = { model, data, engine, config: configuration.training, directory, resume: false, json }
  return runTraining(job, terminal)
}

function defaultFolder({ model, data }: Configuration): string {
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
