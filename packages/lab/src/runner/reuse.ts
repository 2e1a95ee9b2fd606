import { cp, readdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import type { LatentModel } from '@vsc/core'
import type { Engine } from '@vsc/engine'
import { describeRun, isSameRun, mismatches, type RunDescription } from '@vsc/training'
import { readMetrics, readRunDescription, readStatus } from '@vsc/training/node'
import type { Plan, PlannedRun } from '../experiment/experiment.js'
import type { Lab } from '../lab.js'
import { modelOf } from '../run-config/run-configuration.js'
import { fittedTraining } from '../run-config/small-data.js'
import { isOwn } from '../store/run-files.js'
import { readSummary, runFolder } from './experiment-folder.js'
import { newestIn } from './train-run.js'
import { loadTrainingData } from './training-data.js'

/** A run that need not be trained, since another experiment's folder holds its model. */
export interface ReusedRun {
  readonly run: PlannedRun
  /** The folder that its files were copied from. */
  readonly from: string
}

interface ReuseOptions {
  readonly lab: Lab
  readonly plan: Plan
  /** Those that are still to be trained. */
  readonly runs: readonly PlannedRun[]
  /** The experiment's folder; others are looked for beside it. */
  readonly folder: string
  readonly engine: Engine
  readonly signal: AbortSignal
  readonly announce: (message: string) => void
}

/**
 * Takes over models that other experiments have trained: the same model, settings, seed and data, trained alike. Their folders
 * are copied, so that every experiment's folder is whole; each comes in at one stroke or not at all, and only once the copy was
 * found to be whole. A run that has checkpoints of its own goes on from them. An experiment that is run again is trained again.
 */
export async function reuseTrained({
  lab,
  plan,
  runs,
  folder,
  engine,
  signal,
  announce,
}: ReuseOptions): Promise<ReusedRun[]> {
  const unbegun = await withoutCheckpoints(runs, folder)
  const candidates = unbegun.length === 0 ? [] : await describedBeside(folder, plan.config.experiment)
  if (candidates.length === 0) return []
  const dataOf = loadTrainingData({ lab, signal })
  const reused: ReusedRun[] = []
  for (const run of unbegun) {
    const data = await dataOf(run.configuration)
    const model = modelOf(lab, run.configuration.model, data)
    const wanted = describeRun({ model, data, engine, config: fittedTraining(run.configuration.training, data) })
    for (const { path } of candidates.filter(({ description }) => isSameRun(description, wanted))) {
      const problem = await takeOver(path, runFolder(folder, run), { model, wanted })
      if (problem === undefined) {
        reused.push({ run, from: path })
        break
      }
      if (problem !== unfinished) announce(`warning: ${path} is not taken over: ${problem}`)
    }
  }
  return reused
}

async function withoutCheckpoints(runs: readonly PlannedRun[], folder: string): Promise<PlannedRun[]> {
  const own = await Promise.all(runs.map((run) => namesIn(join(runFolder(folder, run), 'checkpoints'))))
  return runs.filter((_, i) => own[i]!.length === 0)
}

interface Candidate {
  readonly path: string
  readonly description: RunDescription
}

/** Every run of every other experiment whose folder lies beside this one, finished or not; what cannot be read is passed over. */
async function describedBeside(folder: string, experiment: string): Promise<Candidate[]> {
  const parent = dirname(resolve(folder))
  const candidates: Candidate[] = []
  for (const name of await namesIn(parent)) {
    const other = join(parent, name)
    const summary = await readSummary(other, () => {})
    if (name === basename(folder) || summary === undefined || summary.name === experiment) continue
    for (const id of await namesIn(join(other, 'runs'))) {
      const path = join(other, 'runs', id)
      const description = await readRunDescription(path).catch(() => undefined)
      if (description !== undefined) candidates.push({ path, description })
    }
  }
  return candidates
}

interface Wanted {
  readonly model: LatentModel
  readonly wanted: RunDescription
}

/** Copies a run's folder, and says why not where the copy is not what is wanted. */
async function takeOver(from: string, to: string, wanted: Wanted): Promise<string | undefined> {
  if ((await readStatus(join(from, 'status.json'), { onWarning() {} }))?.state !== 'done') return unfinished
  const partial = `${to}.partial`
  await rm(partial, { recursive: true, force: true })
  await cp(from, partial, { recursive: true, filter: (path) => !isOwn(path) })
  const problem = await problemOf(partial, wanted)
  if (problem === undefined) {
    await rm(to, { recursive: true, force: true }) // an attempt that came to no checkpoint
    await rename(partial, to)
  } else await rm(partial, { recursive: true, force: true })
  return problem
}

const unfinished = 'it is not finished'

async function problemOf(directory: string, { model, wanted }: Wanted): Promise<string | undefined> {
  const problems: string[] = []
  const onWarning = (problem: string) => problems.push(problem)
  const newest = await newestIn(directory, onWarning)
  const log = await readMetrics(join(directory, 'metrics.jsonl'), { onWarning })
  const { iterations } = wanted.training
  if (newest?.iteration !== iterations) problems.push(`its newest checkpoint is not of iteration ${iterations}`)
  else problems.push(...mismatches(newest, { expected: wanted, parameterShapes: model.parameterShapes }))
  if (log.at(-1)?.iteration !== iterations) problems.push('its metrics.jsonl does not reach to its end')
  return problems[0]?.replaceAll(directory, 'its copy')
}

const namesIn = (folder: string): Promise<string[]> =>
  readdir(folder).then(
    (names) => names.sort(),
    () => [],
  )
