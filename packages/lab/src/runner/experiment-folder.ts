import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFolder } from '@vsc/data/node'
import type { Figure } from '@vsc/figures'
import { type Environment, writeFileAtomically, writeNote } from '@vsc/training/node'
import { z } from 'zod'
import { readConfigFile } from '../config/read-file.js'
import type { ConfigTree } from '../config/tree.js'
import { LabError } from '../errors.js'
import type { Conclusion, PlanConfig, PlannedRun, RunResult } from '../experiment/experiment.js'
import type { PresetName } from '../presets/preset.js'

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
  /** The runs that were stopped early, since others did better, and after how many iterations. */
  readonly stopped?: readonly { readonly run: string; readonly iteration: number }[]
}

/** Makes the folder of a new experiment. Throws LabError BAD_INPUT where there is something in it already. */
export async function createExperimentFolder(folder: string, config: PlanConfig): Promise<void> {
  await makeFolder(folder)
  if ((await readdir(folder)).length > 0) {
    throw new LabError(
      'BAD_INPUT',
      `${folder} is not empty: choose another folder, or continue the experiment in it by --resume ${folder}`,
    )
  }
  await writeJson(join(folder, 'config.json'), config)
}

/** The configuration of the experiment in a folder. Throws LabError BAD_INPUT where there is none. */
export async function readExperimentConfig(folder: string): Promise<ConfigTree> {
  return readConfigFile(join(folder, 'config.json')).catch((cause: unknown) => {
    throw new LabError('BAD_INPUT', `${folder} holds no experiment to resume: its config.json cannot be read`, {
      cause,
    })
  })
}

const summarySchema = z.object({ name: z.string(), startedAt: z.string(), seconds: z.number().nonnegative() })

/**
 * What goes on from the summary in a folder; undefined where there is none, or none that makes sense.
 *
 * @param onWarning called with a warning where one cannot be read
 */
export async function readSummary(
  folder: string,
  onWarning: (message: string) => void,
): Promise<Pick<Summary, 'name' | 'startedAt' | 'seconds'> | undefined> {
  const path = join(folder, 'summary.json')
  const text = await readFile(path, 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  try {
    return summarySchema.parse(JSON.parse(text))
  } catch {
    onWarning(`${path} is damaged: it does not say how an experiment stands. It is taken as missing.`)
    return undefined
  }
}

export const writeSummary = (folder: string, summary: Summary): Promise<void> =>
  writeNote(join(folder, 'summary.json'), `${JSON.stringify(summary, undefined, 2)}\n`)

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

/** Writes the figures and the report, removes figures of an earlier report that are not of this one, and says where the report is. */
export async function writeReport(
  folder: string,
  { figures, report, files = {} }: Pick<Conclusion, 'report' | 'files'> & { readonly figures: readonly Figure[] },
): Promise<string> {
  for (const [name, contents] of Object.entries(files)) await writeFileAtomically(join(folder, name), contents)
  await makeFolder(join(folder, 'figures'))
  for (const { name, svg, png } of figures) {
    await writeFileAtomically(join(folder, 'figures', `${name}.svg`), svg)
    await writeFileAtomically(join(folder, 'figures', `${name}.png`), png)
  }
  const path = join(folder, 'report.html')
  await writeFileAtomically(path, report)
  const own = new Set(figures.flatMap(({ name }) => [`${name}.svg`, `${name}.png`]))
  for (const name of await readdir(join(folder, 'figures'))) {
    if (/\.(svg|png)$/.test(name) && !own.has(name)) await rm(join(folder, 'figures', name))
  }
  return path
}

const writeJson = (path: string, value: unknown): Promise<void> =>
  writeFileAtomically(path, `${JSON.stringify(value, undefined, 2)}\n`)
