import { cp, readdir, readFile, rename, rm } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import type { Engine } from '@vsc/engine'
import { describeRun, isSameRun, type RunDescription } from '@vsc/training'
import type { Plan, PlannedRun } from '../experiment.js'
import { runFolder } from './experiment-folder.js'
import { isTrained } from './train-run.js'
import { loadTrainingData } from './training-data.js'

/** A run that need not be trained, since another experiment's folder holds its model. */
export interface ReusedRun {
  readonly run: PlannedRun
  /** The folder that its files were copied from. */
  readonly from: string
}

interface ReuseOptions {
  readonly plan: Plan
  /** Those that are still to be trained. */
  readonly runs: readonly PlannedRun[]
  /** The experiment's folder; others are looked for beside it. */
  readonly folder: string
  readonly engine: Engine
  readonly signal: AbortSignal
}

/**
 * Takes over models that other experiments have trained: the same model, settings, seed and data, trained alike. Their folders
 * are copied, so that every experiment's folder is whole; each comes in at one stroke or not at all. An experiment that is
 * run again is trained again.
 */
export async function reuseTrained({ plan, runs, folder, engine, signal }: ReuseOptions): Promise<ReusedRun[]> {
  const candidates = runs.length === 0 ? [] : await trainedBeside(folder, plan.config.experiment)
  if (candidates.length === 0) return []
  const dataOf = loadTrainingData(plan, { signal })
  const reused: ReusedRun[] = []
  for (const run of runs) {
    const data = await dataOf(run)
    const wanted = describeRun({ model: plan.modelOf(run, data), data, engine, config: plan.trainingOf(run) })
    const found = candidates.find(({ description }) => isSameRun(description, wanted))
    if (found === undefined) continue
    await takeOver(found.path, runFolder(folder, run))
    reused.push({ run, from: found.path })
  }
  return reused
}

interface Candidate {
  readonly path: string
  readonly description: RunDescription
}

/** Every finished run of every other experiment whose folder lies beside this one. */
async function trainedBeside(folder: string, experiment: string): Promise<Candidate[]> {
  const parent = dirname(resolve(folder))
  const candidates: Candidate[] = []
  for (const name of await namesIn(parent)) {
    const other = join(parent, name)
    const summary = await readJson<{ readonly name?: string }>(join(other, 'summary.json'))
    if (name === basename(folder) || summary === undefined || summary.name === experiment) continue
    for (const id of await namesIn(join(other, 'runs'))) {
      const path = join(other, 'runs', id)
      const description = await readJson<RunDescription>(join(path, 'config.json'))
      if (description !== undefined && (await isTrained(path))) candidates.push({ path, description })
    }
  }
  return candidates
}

async function takeOver(from: string, to: string): Promise<void> {
  const partial = `${to}.partial`
  await rm(partial, { recursive: true, force: true })
  await rm(to, { recursive: true, force: true }) // what an attempt that was interrupted left
  await cp(from, partial, { recursive: true })
  await rename(partial, to)
}

const namesIn = (folder: string): Promise<string[]> =>
  readdir(folder).then(
    (names) => names.sort(),
    () => [],
  )

/** What a file holds; undefined where there is none, or it is no JSON. */
const readJson = <T>(path: string): Promise<T | undefined> =>
  readFile(path, 'utf8')
    .then((text) => JSON.parse(text) as T)
    .catch(() => undefined)
