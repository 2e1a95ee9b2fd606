import { join } from 'node:path'
import { createEngine, type Engine, EngineError, engineNames } from '@vsc/engine'
import {
  changesBetween,
  changesInWords,
  createExperimentFolder,
  experimentNamed,
  type Lab,
  type LabWithExperiments,
  type Plan,
  parseAssignment,
  presetNames,
  readConfigFile,
  readExperimentConfig,
  refuseConflicts,
  resolvePlan,
  runExperiment,
  type Said,
} from '@vsc/lab'
import { exitCodes } from '@vsc/terminal'
import { stringify } from 'yaml'
import type { LabOptions } from '../command.js'
import { badInput } from '../errors.js'
import { labOf } from '../lab.js'
import { type Terminal, warn } from '../terminal.js'

/** What the command line says, parsed but not checked. */
export interface ExperimentOptions extends LabOptions {
  readonly name: string | undefined
  readonly preset?: string
  readonly out?: string
  readonly seed?: number
  readonly engine?: string
  readonly models?: readonly string[]
  readonly latentDims?: readonly number[]
  readonly seeds?: readonly number[]
  readonly set?: readonly string[]
  readonly config?: string
  readonly jobs?: number
  readonly fresh?: true
  readonly resume?: string
  readonly list?: true
  readonly dryRun?: true
  readonly json?: true
  /** How the command is called, for what is said. */
  readonly invocation: string
}

/** `vsc experiment`. Returns the exit code. */
export async function runExperimentCommand(options: ExperimentOptions, terminal: Terminal): Promise<number> {
  const lab = await labOf(options, terminal)
  if (options.list) return list(lab, options, terminal)
  const plan = options.resume === undefined ? await planOf(lab, options) : await planToResume(lab, options)
  for (const warning of plan.warnings) warn(terminal, warning)
  if (options.dryRun) return dryRun(plan, options, terminal)
  const engine = await engineOf(plan)
  const folder = options.resume ?? options.out ?? defaultFolder(plan)
  if (options.resume === undefined) await createExperimentFolder(folder, plan.config)
  return run({ ...options, lab, plan, engine, folder }, terminal)
}

async function planOf(lab: LabWithExperiments, options: ExperimentOptions) {
  const { name, preset, seed, config, set = [] } = options
  const flags = flagsOf(options)
  const settings = set.map((text) => ({ words: `--set ${text}`, means: parseAssignment(text) }))
  refuseConflicts([
    ...(name === undefined ? [] : [{ words: name, means: { experiment: name } }]),
    ...(preset === undefined ? [] : [{ words: `--preset ${preset}`, means: { preset } }]),
    ...(seed === undefined ? [] : [{ words: `--seed ${seed}`, means: { seed } }]),
    ...flags,
    ...settings,
  ])
  return resolvePlan({
    lab,
    ...(name !== undefined && { name }),
    ...(preset !== undefined && { preset }),
    ...(config !== undefined && { file: await readConfigFile(config) }),
    ...(seed !== undefined && { seed }),
    overrides: [...settings, ...flags].map(({ means }) => means),
  })
}

/** The dedicated flags, each as it is written and as a configuration. */
function flagsOf(options: Pick<ExperimentOptions, 'engine' | 'models' | 'latentDims' | 'seeds'>): Said[] {
  const keys = { engine: '--engine', models: '--models', latentDims: '--latent-dims', seeds: '--seeds' } as const
  return (Object.keys(keys) as (keyof typeof keys)[]).flatMap((key) =>
    options[key] === undefined ? [] : [{ words: `${keys[key]} ${options[key]}`, means: { [key]: options[key] } }],
  )
}

async function planToResume(lab: LabWithExperiments, { name, set = [], resume }: ExperimentOptions): Promise<Plan> {
  const file = await readExperimentConfig(resume!)
  const plan = resolvePlan({ lab, file })
  if (name !== undefined && name !== plan.config.experiment) {
    throw badInput(`${resume} holds the experiment ${plan.config.experiment}, not ${name}: leave out NAME`)
  }
  if (set.length === 0) return plan
  const asked = resolvePlan({ lab, file, overrides: set.map(parseAssignment) })
  const changes = changesBetween({ ...plan.config }, { ...asked.config })
  if (changes.length === 0) return plan
  throw badInput(
    `--resume repeats what config.json of ${resume} says, and this would be another experiment: ${changesInWords(changes)}`,
  )
}

function defaultFolder({ config }: Plan): string {
  const date = new Date().toISOString().slice(0, 10)
  const id = Math.random().toString(36).slice(2, 8)
  return join('runs', `${config.experiment}-${date}-${id}`)
}

/** Asking for an engine that this machine cannot have is bad input: nothing was tried yet, and no folder made. */
async function engineOf({ config }: Plan): Promise<Engine> {
  try {
    return await createEngine({ name: config.engine })
  } catch (cause) {
    if (!(cause instanceof EngineError)) throw cause
    throw badInput(cause.message, { cause })
  }
}

interface RunOptions extends Omit<ExperimentOptions, 'engine'> {
  readonly lab: Lab
  readonly plan: Plan
  readonly engine: Engine
  readonly folder: string
}

async function run(options: RunOptions, { stdout, stderr, signal, quiet }: Terminal): Promise<number> {
  const { json, fresh, jobs, lab, plan, engine, folder, invocation } = options
  const announce = (message: string) => (quiet ? undefined : stderr(`${message}\n`))
  const { summary, verdict, report } = await runExperiment({
    ...{ lab, plan, engine, folder, signal, announce },
    reuse: !fresh,
    ...(jobs !== undefined && { jobs }),
  })
  if (json) stdout(`${JSON.stringify({ ...summary, folder, ...(report !== undefined && { report }) })}\n`)
  else if (report !== undefined) stdout(`${verdict}\n${report}\n`)

  if (summary.status === 'interrupted') {
    stderr(`Interrupted. Continue with: ${invocation} --resume ${folder}\n`)
    return exitCodes.interrupted
  }
  if (summary.status === 'done') return exitCodes.done
  const failed = summary.failures?.length
  stderr(`error: ${failed} of ${plan.runs.length} models failed; ${folder} says why in summary.json\n`)
  return exitCodes.failed
}

function dryRun({ config, runs }: Plan, { json }: ExperimentOptions, { stdout }: Terminal): number {
  if (json) stdout(`${JSON.stringify({ config, runs: runs.map(({ configuration, ...run }) => run) })}\n`)
  else {
    const trained = runs.map(({ id }) => `# ${id}\n`).join('')
    stdout(`${stringify(config, { flowCollectionPadding: false })}\n# It trains:\n${trained}`)
  }
  return exitCodes.done
}

function list(lab: LabWithExperiments, { name, json }: ExperimentOptions, { stdout }: Terminal): number {
  const shown = name === undefined ? lab.experiments : [experimentNamed(lab, name)]
  const experiments = shown.map(({ name, description }) => ({ name, description }))
  const models = lab.models.map(({ name }) => name)
  if (json) stdout(`${JSON.stringify({ experiments, presets: presetNames, models, engines: engineNames })}\n`)
  else {
    const lines = [
      ...experiments.map(({ name, description }) => `${name}  ${description}`),
      '',
      `presets  ${presetNames.join(', ')}`,
      `models   ${models.join(', ')}`,
      `engines  ${engineNames.join(', ')}`,
    ]
    stdout(`${lines.join('\n')}\n`)
  }
  return exitCodes.done
}
