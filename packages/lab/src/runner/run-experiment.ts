import type { Engine } from '@vsc/engine'
import { describeEnvironment, type Environment } from '@vsc/training/node'
import { messageOf } from '../errors.js'
import type { Conclusion, PausedRun, Plan, PlannedRun } from '../experiment/experiment.js'
import type { Lab } from '../lab.js'
import type { RunStore } from '../store/run-store.js'
import type { TrainedWith } from '../store/saved-run.js'
import {
  readSummary,
  runFolder,
  type Summary,
  writeEnvironment,
  writeReport,
  writeRunFiles,
  writeSummary,
} from './experiment-folder.js'
import { localPool } from './local-pool.js'
import type { Failure, Pool, TrainingStage } from './pool.js'
import { reuseTrained } from './reuse.js'
import { runIdentity } from './run-identity.js'
import { fromStore, intoStore } from './stored-runs.js'
import { isTrained, newestIn, readTrainedRun } from './train-run.js'
import { trainUpRungs } from './train-up-rungs.js'
import { trainedWithOf } from './trained-with.js'
import { loadTrainingData } from './training-data.js'
import { writeExplorer } from './write-explorer.js'

/** The plan of an experiment, and how it is carried out. */
export interface RunExperimentOptions {
  readonly lab: Lab
  readonly plan: Plan
  readonly engine: Engine
  /** Made by `createExperimentFolder`; what is done there already is not done again. */
  readonly folder: string
  /** Models trained at a time by this machine; as `automaticJobs` says by default. */
  readonly jobs?: number
  /** What trains; this machine by default. */
  readonly pool?: Pool
  /** Where finished runs are taken from and brought to. */
  readonly store?: RunStore
  /** Whether models that other experiments beside this one have trained are taken over, and those of the store. */
  readonly reuse: boolean
  /** Once aborted, the steps under way are finished, checkpoints written, and what there is returned. */
  readonly signal: AbortSignal
  /** Tells the user what is being done. */
  readonly announce: (message: string) => void
}

/** What became of an experiment. */
export interface ExperimentOutcome {
  readonly summary: Summary
  /** What was found, and the report's path: unless it was interrupted, or every run failed. */
  readonly verdict?: string
  readonly report?: string
}

/** Trains every model of a plan, evaluates them, and writes down what was found: an experiment from end to end. */
export async function runExperiment(options: RunExperimentOptions): Promise<ExperimentOutcome> {
  const { plan, engine, folder, signal, announce, jobs } = options
  const { pool = localPool({ engine, ...(jobs !== undefined && { jobs }) }) } = options
  const warn = (message: string) => announce(`warning: ${message}`)
  const environment = await describeEnvironment({ engine, program: import.meta.url })
  await writeEnvironment(folder, environment)
  const summarise = await beginSummary(plan, folder, engine, warn)
  try {
    return await trainAndConclude({ ...options, pool, environment, summarise })
  } catch (error) {
    if (signal.aborted) return { summary: await summarise({ status: 'interrupted', results: [] }) }
    // The error itself is told by whoever runs the program; a summary that cannot be written adds nothing to it.
    await summarise({ status: 'failed', results: [] }).catch(() => {})
    throw error
  }
}

interface Stage extends RunExperimentOptions {
  readonly pool: Pool
  readonly environment: Environment
  readonly summarise: (findings: Findings) => Promise<Summary>
}

async function trainAndConclude(options: Stage): Promise<ExperimentOutcome> {
  const { lab, plan, engine, folder, summarise, signal, announce } = options
  const trainedWith = new Map<string, TrainedWith>()
  const { failures, stopped } = await trainMissing(options, trainedWith)
  const findings = {
    ...(failures.length > 0 && { failures: failures.map(({ run, error }) => describeFailure(run, error)) }),
    ...(stopped.length > 0 && { stopped: stopped.map(describeStop) }),
  }
  if (signal.aborted) return { summary: await summarise({ status: 'interrupted', results: [], ...findings }) }

  const ended = [...failures, ...stopped].map(({ run }) => run)
  const done = plan.runs.filter((run) => !ended.includes(run))
  if (done.length === 0) return { summary: await summarise({ status: 'failed', results: [], ...findings }) }
  const trainers = await allTrainers(done, folder, trainedWith)
  const environment = withTrainers(options.environment, trainers, announce)
  await writeEnvironment(folder, environment)
  const conclusion = await plan.conclude(readTrained(lab, done, folder, announce), {
    lab,
    engine,
    environment,
    stopped,
    announce,
    signal,
    explore: (run) => writeExplorer({ lab, engine, folder, run, signal, announce }),
  })
  const report = await writeConclusion(folder, conclusion)
  const status = failures.length === 0 ? 'done' : 'failed'
  const summary = await summarise({ status, results: conclusion.results, ...findings })
  return { summary, verdict: conclusion.verdict, report }
}

interface Trained {
  readonly failures: readonly Failure[]
  readonly stopped: readonly PausedRun[]
}

/** Trains what is neither here nor elsewhere yet. */
async function trainMissing(options: Stage, trainedWith: Map<string, TrainedWith>): Promise<Trained> {
  const { lab, plan, engine, folder, pool, store, reuse, signal, announce } = options
  const missing = await untrained(plan.runs, folder)
  const identityOf = identities({ lab, engine, signal })
  const stored = await fromStore({ store, runs: missing, folder, identityOf, reuse, announce })
  for (const { run, trainedWith: made } of stored) trainedWith.set(run.id, made)
  const wanting = missing.filter((run) => !stored.some((one) => one.run === run))
  // A store that is full or away costs this experiment nothing: its models are in its own folder.
  const keep = (run: PlannedRun, made?: TrainedWith) =>
    intoStore({ store, run, folder, identityOf, ...(made && { trainedWith: made }) }).catch((error: unknown) =>
      announce(`warning: ${run.id} is not in ${store?.place}: ${messageOf(error)}`),
    )
  const reused = reuse ? await reuseTrained({ lab, plan, runs: wanting, folder, engine, signal, announce }) : []
  for (const { run, from } of reused) {
    announce(`${run.id}: taken over from ${from}, trained there alike`)
    await keep(run)
  }
  const todo = wanting.filter((run) => !reused.some((one) => one.run === run))
  announce(describeStart(plan, todo, pool))
  const onTrained = async (run: PlannedRun, made: TrainedWith) => {
    trainedWith.set(run.id, made)
    await keep(run, made)
  }
  const stage: TrainingStage = { lab, plan, runs: todo, folder, identityOf, onTrained, signal, announce }
  return trainUpRungs({ pool, stage })
}

/** What each run is known by, found out once. */
function identities({ lab, engine, signal }: Pick<Stage, 'lab' | 'engine' | 'signal'>) {
  const dataOf = loadTrainingData({ lab, signal })
  const known = new Map<PlannedRun, Promise<string>>()
  return (run: PlannedRun): Promise<string> => {
    const { configuration } = run
    const identity =
      known.get(run) ?? dataOf(configuration).then((data) => runIdentity({ lab, configuration, data, engine }))
    known.set(run, identity)
    return identity
  }
}

/** What each run was trained with: as is known of those of this call, as their checkpoints say of those that were there before. */
async function allTrainers(
  runs: readonly PlannedRun[],
  folder: string,
  known: ReadonlyMap<string, TrainedWith>,
): Promise<TrainedWith[]> {
  const trainers: TrainedWith[] = []
  for (const run of runs) {
    const newest = known.has(run.id) ? undefined : await newestIn(runFolder(folder, run), () => {})
    const trainer = known.get(run.id) ?? (newest && trainedWithOf(newest))
    if (trainer !== undefined) trainers.push(trainer)
  }
  return trainers
}

/** Says in the environment what models were trained with, where that is not this process's engine; and aloud, where it differs among them. */
function withTrainers(
  environment: Environment,
  trainers: readonly TrainedWith[],
  announce: (message: string) => void,
): Environment {
  const inWords = ({ engine, device, node }: TrainedWith) => `${engine} (${device}), Node.js ${node}`
  const kinds = [...new Set(trainers.map(inWords))].sort()
  if (kinds.every((kind) => kind === inWords(environment))) return environment
  if (kinds.length > 1) {
    const note = `the models were trained on ${kinds.length} kinds of machine, equal up to rounding and not to the bit`
    announce(`warning: ${note}: ${kinds.join('; ')}`)
  }
  return { ...environment, trainedOn: kinds }
}

type Findings = Pick<Summary, 'status' | 'results' | 'failures' | 'stopped'>

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

function describeStart(plan: Plan, todo: readonly PlannedRun[], pool: Pool): string {
  const { config, runs } = plan
  const models = `${runs.length} ${runs.length === 1 ? 'model' : 'models'}`
  const finished = todo.length === runs.length ? '' : `, ${runs.length - todo.length} of them trained already`
  return `${config.experiment}, preset ${config.preset}: ${models}${finished}, ${pool.describe(plan, todo)}`
}

const describeFailure = (run: PlannedRun, error: unknown) => ({
  run: run.id,
  error: messageOf(error),
})

const describeStop = ({ run, metrics }: PausedRun) => ({ run: run.id, iteration: metrics.at(-1)?.iteration ?? 0 })
