import type { Engine } from '@vsc/engine'
import { describeEnvironment, type Environment } from '@vsc/training'
import { messageOf } from '../errors.js'
import type { Conclusion, Plan, PlannedRun } from '../experiment/experiment.js'
import type { Lab } from '../lab.js'
import {
  readSummary,
  runFolder,
  type Summary,
  writeEnvironment,
  writeReport,
  writeRunFiles,
  writeSummary,
} from './experiment-folder.js'
import { automaticJobs } from './jobs.js'
import { reuseTrained } from './reuse.js'
import { trainOneByOne } from './train-one-by-one.js'
import { isTrained, readTrainedRun } from './train-run.js'
import { trainSideBySide } from './train-side-by-side.js'
import { writeExplorer } from './write-explorer.js'

export interface RunExperimentOptions {
  readonly lab: Lab
  readonly plan: Plan
  readonly engine: Engine
  /** Made by `createExperimentFolder`; what is done there already is not done again. */
  readonly folder: string
  /** Models trained at a time; as `automaticJobs` says by default. */
  readonly jobs?: number
  /** Whether models that other experiments beside this one have trained are taken over. */
  readonly reuse: boolean
  /** Once aborted, the steps under way are finished, checkpoints written, and what there is returned. */
  readonly signal: AbortSignal
  /** Tells the user what is being done. */
  readonly announce: (message: string) => void
}

export interface ExperimentOutcome {
  readonly summary: Summary
  /** What was found, and the report's path: unless it was interrupted, or every run failed. */
  readonly verdict?: string
  readonly report?: string
}

/** Trains every model of a plan, evaluates them, and writes down what was found: an experiment from end to end. */
export async function runExperiment(options: RunExperimentOptions): Promise<ExperimentOutcome> {
  const { plan, engine, folder, signal, announce, jobs = automaticJobs(plan, engine) } = options
  const warn = (message: string) => announce(`warning: ${message}`)
  const environment = await describeEnvironment({ engine, program: import.meta.url })
  await writeEnvironment(folder, environment)
  const summarise = await beginSummary(plan, folder, engine, warn)
  try {
    return await trainAndConclude({ ...options, jobs, environment, summarise })
  } catch (error) {
    if (signal.aborted) return { summary: await summarise({ status: 'interrupted', results: [] }) }
    // The error itself is told by whoever runs the program; a summary that cannot be written adds nothing to it.
    await summarise({ status: 'failed', results: [] }).catch(() => {})
    throw error
  }
}

interface Stage extends RunExperimentOptions {
  readonly jobs: number
  readonly environment: Environment
  readonly summarise: (findings: Findings) => Promise<Summary>
}

async function trainAndConclude(options: Stage): Promise<ExperimentOutcome> {
  const { lab, plan, engine, folder, reuse, jobs, environment, summarise, signal, announce } = options
  const missing = await untrained(plan.runs, folder)
  const reused = reuse ? await reuseTrained({ lab, plan, runs: missing, folder, engine, signal, announce }) : []
  for (const { run, from } of reused) announce(`${run.id}: taken over from ${from}, trained there alike`)
  const todo = missing.filter((run) => !reused.some((one) => one.run === run))
  announce(describeStart(plan, todo, jobs, engine.device))
  const stage = { lab, runs: todo, folder, signal, announce }
  const failures =
    jobs > 1 && plan.runs.length > 1
      ? await trainSideBySide({ ...stage, jobs })
      : await trainOneByOne({ ...stage, engine })
  const failed =
    failures.length === 0 ? {} : { failures: failures.map(({ run, error }) => describeFailure(run, error)) }
  if (signal.aborted) return { summary: await summarise({ status: 'interrupted', results: [], ...failed }) }

  const done = plan.runs.filter((run) => !failures.some((failure) => failure.run === run))
  if (done.length === 0) return { summary: await summarise({ status: 'failed', results: [], ...failed }) }
  const conclusion = await plan.conclude(readTrained(lab, done, folder, announce), {
    lab,
    engine,
    environment,
    announce,
    signal,
    explore: (run) => writeExplorer({ lab, engine, folder, run, signal, announce }),
  })
  const report = await writeConclusion(folder, conclusion)
  const status = failures.length === 0 ? 'done' : 'failed'
  const summary = await summarise({ status, results: conclusion.results, ...failed })
  return { summary, verdict: conclusion.verdict, report }
}

type Findings = Pick<Summary, 'status' | 'results' | 'failures'>

/** Writes the summary of an experiment that runs, and gives what writes it again at the end. */
async function beginSummary(
  { config }: Plan,
  folder: string,
  engine: Engine,
  warn: (message: string) => void,
): Promise<(findings: Findings) => Promise<Summary>> {
  const before = await readSummary(folder, warn)
  const opened = performance.now()
  const summarise = async ({ status, ...findings }: Findings): Promise<Summary> => {
    const summary: Summary = {
      name: config.experiment,
      preset: config.preset,
      status,
      engine: engine.name,
      device: engine.device,
      startedAt: before?.startedAt ?? new Date(Date.now() - (performance.now() - opened)).toISOString(),
      seconds: (before?.seconds ?? 0) + (performance.now() - opened) / 1000,
      ...findings,
    }
    await writeSummary(folder, summary)
    return summary
  }
  await summarise({ status: 'running', results: [] })
  return summarise
}

async function* readTrained(
  lab: Lab,
  runs: readonly PlannedRun[],
  folder: string,
  announce: (message: string) => void,
) {
  for (const run of runs) {
    const warn = (message: string) => announce(`warning: ${run.id}: ${message}`)
    yield await readTrainedRun(lab, run, runFolder(folder, run), warn)
  }
}

/** Those that training must go on with: also where a run was finished and what it left is damaged. */
async function untrained(runs: readonly PlannedRun[], folder: string): Promise<PlannedRun[]> {
  const missing: PlannedRun[] = []
  // One by one, since a checkpoint may be as large as memory allows. What is damaged is told where training goes on.
  for (const run of runs) if (!(await isTrained(runFolder(folder, run), () => {}))) missing.push(run)
  return missing
}

async function writeConclusion(folder: string, conclusion: Conclusion): Promise<string> {
  for (const [id, files] of Object.entries(conclusion.runFiles)) await writeRunFiles(folder, id, files)
  return writeReport(folder, conclusion)
}

function describeStart({ config, runs }: Plan, todo: readonly PlannedRun[], jobs: number, device: string): string {
  const models = `${runs.length} ${runs.length === 1 ? 'model' : 'models'}`
  const finished = todo.length === runs.length ? '' : `, ${runs.length - todo.length} of them trained already`
  const together = jobs > 1 && todo.length > 1 ? `, ${jobs} at a time` : ''
  return `${config.experiment}, preset ${config.preset}: ${models}${finished}${together}, on ${device}`
}

const describeFailure = (run: PlannedRun, error: unknown) => ({
  run: run.id,
  error: messageOf(error),
})
