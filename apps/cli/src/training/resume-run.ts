import { join } from 'node:path'
import { createEngine, type EngineName } from '@vsc/engine'
import { findRunData, type Lab, loadTrainingExamples, modelOfRun, resumedConfiguration } from '@vsc/lab'
import { endedSchedules, type RunDescription, unfinishedSchedules } from '@vsc/training'
import { listCheckpoints, readRunDescription } from '@vsc/training/node'
import type { LabOptions } from '../command.js'
import { fetchOptions } from '../data/load.js'
import { badInput } from '../errors.js'
import { labOf } from '../lab.js'
import { note, type Terminal, warn } from '../terminal.js'
import { runTraining } from './run-training.js'

export interface ResumeOptions extends LabOptions {
  readonly iterations?: number
  readonly engine?: EngineName
  /** Where the run's own data are now. */
  readonly data?: string
  /** `key=value`: what says something else than the run does is refused. */
  readonly set?: readonly string[]
  readonly json?: boolean
}

/** `vsc resume` */
export async function resumeRun(
  directory: string,
  { iterations, engine, data: place, set = [], json = false, ...own }: ResumeOptions,
  terminal: Terminal,
) {
  const run = await readRunDescription(directory)
  const lab = await labOf(own, terminal)
  const { model } = modelOfRun(lab, run)
  const settled = set.length === 0 ? run : resumedConfiguration(lab, run, set)
  const config = { ...settled.training, ...(iterations !== undefined && { iterations }) }
  const done = (await listCheckpoints(join(directory, 'checkpoints'))).at(-1)?.iteration ?? 0
  checkLength(directory, config.iterations, done)
  for (const warning of lengthWarnings(run, config)) warn(terminal, warning)
  const data = await trainingDataOf(lab, { run, directory, place }, terminal)
  const job = {
    model,
    data,
    engine: await createEngine({ name: engine ?? (settled.engine as EngineName) }),
    config,
    directory,
    resume: true,
    json,
  }
  return runTraining(job, terminal)
}

function checkLength(directory: string, iterations: number, done: number): void {
  if (done <= iterations) return
  throw badInput(
    `${directory} has ${done} iterations behind it, more than the ${iterations} that are asked for: ask for more than ${done}, or train anew into another folder`,
  )
}

/** What does not go along when a run is made longer or shorter: schedules are written in iterations and do not stretch. */
function lengthWarnings({ training: before }: RunDescription, now: RunDescription['training']): string[] {
  if (now.iterations < before.iterations) return unfinishedSchedules(now).map((problem) => `training.${problem}`)
  if (now.iterations === before.iterations) return []
  return endedSchedules(now).map((end) => `training.${end}: it does not stretch with the iterations`)
}

interface Whose {
  readonly run: RunDescription
  readonly directory: string
  readonly place: string | undefined
}

/** The examples that the run was trained on so far, wherever their file is now; other numbers are refused. */
async function trainingDataOf(lab: Lab, whose: Whose, terminal: Terminal) {
  const { settings, remark } = await findRunData({ lab, ...whose })
  if (remark !== undefined) note(terminal, remark)
  return loadTrainingExamples(settings, { lab, ...fetchOptions(terminal), known: whose.run.data.file })
}
