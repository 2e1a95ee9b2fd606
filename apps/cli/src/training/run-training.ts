import { join } from 'node:path'
import type { LatentModel } from '@vsc/core'
import type { DataSet } from '@vsc/data'
import { makeFolder } from '@vsc/data/node'
import type { Engine } from '@vsc/engine'
import { exitCodes } from '@vsc/terminal'
import type { TrainingConfigInput, TrainingResult } from '@vsc/training'
import { describeEnvironment, terminalProgress, train, writeFileAtomically } from '@vsc/training/node'
import { CliError } from '../errors.js'
import { note, print, type Terminal, warn } from '../terminal.js'

export interface TrainingJob {
  readonly model: LatentModel
  readonly data: DataSet
  readonly engine: Engine
  readonly config: TrainingConfigInput
  readonly directory: string
  readonly resume: boolean
  readonly json?: boolean
}

/** Trains into a run's folder and says what came of it. Returns the exit code. */
export async function runTraining({ json = false, ...job }: TrainingJob, terminal: Terminal): Promise<number> {
  const { model, data, engine, directory, config } = job
  await makeFolder(directory)
  await writeEnvironment(directory, engine)
  note(
    terminal,
    `Training ${model.name} (J = ${model.latentDim}) on ${data.count} examples of ${data.name}, ${config.iterations} iterations on ${engine.name}, ${engine.device}.`,
  )
  const result = await train({
    ...job,
    signal: terminal.signal,
    ...(!terminal.quiet && { onProgress: terminalProgress({ label: model.name }) }),
    onWarning: (message) => warn(terminal, message),
  }).catch((error: unknown) => {
    throw withWayOut(error, directory)
  })
  if (result.state === 'interrupted') {
    terminal.stderr(
      `Interrupted after ${result.iteration} of ${config.iterations} iterations. Continue with: vsc resume ${directory}\n`,
    )
    return exitCodes.interrupted
  }
  print(terminal, { json }, { json: outcomeOf(result, directory), text: directory })
  return exitCodes.done
}

const writeEnvironment = async (directory: string, engine: Engine) =>
  writeFileAtomically(
    join(directory, 'environment.json'),
    `${JSON.stringify(await describeEnvironment({ engine, program: import.meta.url }), undefined, 2)}\n`,
  )

function outcomeOf({ state, iteration, seconds, stepsPerSecond, metrics }: TrainingResult, folder: string) {
  return { folder, state, iteration, seconds, stepsPerSecond, latest: metrics.at(-1) }
}

const storageErrors = new Set(['ENOSPC', 'EDQUOT', 'EFBIG', 'EIO'])

/** A disk that is full or fails stops a run, but what was written before is whole. */
function withWayOut(error: unknown, directory: string): unknown {
  const { code = '', message } = error as NodeJS.ErrnoException
  if (!storageErrors.has(code)) return error
  return new CliError(
    'FAILED',
    `${message}: the run cannot be written down. Make room, then continue with: vsc resume ${directory}`,
    {
      cause: error,
    },
  )
}
