import { engineNames } from '@vsc/engine'
import {
  changesBetween,
  changesInWords,
  experimentNamed,
  type LabWithExperiments,
  type Plan,
  parseAssignment,
  presetNames,
  readConfigFile,
  readExperimentConfig,
  refuseConflicts,
  resolvePlan,
  type Said,
} from '@vsc/lab'
import { exitCodes } from '@vsc/terminal'
import { stringify } from 'yaml'
import type { LabOptions } from '../command.js'
import { badInput } from '../errors.js'
import { labOf } from '../lab.js'
import type { QueueChoice } from '../queue/open-queue.js'
import { type Terminal, warn } from '../terminal.js'
import { runPlan } from './run-plan.js'

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
  readonly queue?: QueueChoice
  readonly store?: string
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
  return runPlan({ ...options, lab, plan }, terminal)
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
