import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ConfigTree } from '@vsc/config'
import { readConfigFile } from '@vsc/config'
import type { Figure } from '@vsc/figures'
import { type Environment, writeFileAtomically } from '@vsc/training'
import type { ExperimentKeys, PresetName } from '../config/experiment-keys.js'
import { ExperimentError } from '../errors.js'
import type { PlannedRun, RunResult } from '../experiment.js'

/** How an experiment stands, or what came of it: summary.json. After `kill -9` it still says `running`. */
export interface Summary {
  readonly name: string
  readonly preset: PresetName
  readonly status: 'running' | 'done' | 'failed' | 'interrupted'
  readonly engine: string
  readonly device: string
  /** When it was first started, in ISO 8601. */
  readonly startedAt: string
  /** Time spent on it, over all its resumptions. */
  readonly seconds: number
  readonly results: readonly RunResult[]
  /** The runs that could not be trained to their end. */
  readonly failures?: readonly { readonly run: string; readonly error: string }[]
}

/** Makes the folder of a new experiment. Throws ExperimentError BAD_INPUT where there is something in it already. */
export async function createExperimentFolder(folder: string, config: ExperimentKeys): Promise<void> {
  await mkdir(folder, { recursive: true })
  if ((await readdir(folder)).length > 0) {
    throw new ExperimentError(
      'BAD_INPUT',
      `${folder} is not empty: choose another folder, or continue the experiment in it by --resume ${folder}`,
    )
  }
  await writeJson(join(folder, 'config.json'), config)
}

/** The configuration of the experiment in a folder. Throws ExperimentError BAD_INPUT where there is none. */
export async function readExperimentConfig(folder: string): Promise<ConfigTree> {
  return readConfigFile(join(folder, 'config.json')).catch((cause: unknown) => {
    throw new ExperimentError('BAD_INPUT', `${folder} holds no experiment to resume: its config.json cannot be read`, {
      cause,
    })
  })
}

/** The summary in a folder, if there is one. */
export async function readSummary(folder: string): Promise<Summary | undefined> {
  return readFile(join(folder, 'summary.json'), 'utf8').then(JSON.parse, () => undefined)
}

export const writeSummary = (folder: string, summary: Summary): Promise<void> =>
  writeJson(join(folder, 'summary.json'), summary)

export const writeEnvironment = (folder: string, environment: Environment): Promise<void> =>
  writeJson(join(folder, 'environment.json'), environment)

/** The folder that a run is trained into. */
export const runFolder = (folder: string, run: PlannedRun): string => join(folder, 'runs', run.id)

/** Writes more files beside what training left in a run's folder. */
export async function writeRunFiles(
  folder: string,
  id: string,
  files: Readonly<Record<string, unknown>>,
): Promise<void> {
  for (const [name, contents] of Object.entries(files)) {
    await writeFileAtomically(join(folder, 'runs', id, name), `${JSON.stringify(contents)}\n`)
  }
}

/** Writes the figures and the report, and says where the report is. */
export async function writeReport(
  folder: string,
  { figures, report }: { readonly figures: readonly Figure[]; readonly report: string },
): Promise<string> {
  await mkdir(join(folder, 'figures'), { recursive: true })
  for (const { name, svg, png } of figures) {
    await writeFileAtomically(join(folder, 'figures', `${name}.svg`), svg)
    await writeFileAtomically(join(folder, 'figures', `${name}.png`), png)
  }
  const path = join(folder, 'report.html')
  await writeFileAtomically(path, report)
  return path
}

const writeJson = (path: string, value: unknown): Promise<void> =>
  writeFileAtomically(path, `${JSON.stringify(value, undefined, 2)}\n`)
