import { join } from 'node:path'
import type { ConfigTree } from '@vsc/config'
import { parseAssignment, readConfigFile } from '@vsc/config'
import { createEngine, type Engine, EngineError, engineNames } from '@vsc/engine'
import { modelNames } from '@vsc/models'
import { stringify } from 'yaml'
import type { CommandLine, Terminal } from './cli.js'
import { presetNames } from './config/experiment-keys.js'
import { resolvePlan } from './config/resolve.js'
import { ExperimentError } from './errors.js'
import { exitCodes } from './exit-codes.js'
import type { Plan } from './experiment.js'
import { experimentNamed, experiments } from './registry.js'
import { createExperimentFolder, readExperimentConfig } from './run/experiment-folder.js'
import { runExperiment } from './run/run-experiment.js'

/** Does what the command line says. Returns the exit code. */
export async function execute(commandLine: CommandLine, terminal: Terminal): Promise<number> {
  if (commandLine.list) return list(commandLine, terminal)
  const plan = commandLine.resume === undefined ? await planOf(commandLine) : await planToResume(commandLine)
  for (const warning of plan.warnings) terminal.stderr(`warning: ${warning}\n`)
  if (commandLine.dryRun) return dryRun(plan, commandLine, terminal)
  const engine = await engineOf(plan)
  const folder = commandLine.resume ?? commandLine.out ?? defaultFolder(plan)
  if (commandLine.resume === undefined) await createExperimentFolder(folder, plan.config)
  return run({ ...commandLine, plan, engine, folder }, terminal)
}

async function planOf({ name, preset, seed, config, ...commandLine }: CommandLine): Promise<Plan> {
  return resolvePlan({
    ...(name !== undefined && { name }),
    ...(preset !== undefined && { preset }),
    ...(config !== undefined && { file: await readConfigFile(config) }),
    ...(seed !== undefined && { seed }),
    overrides: [...commandLine.set.map(parseAssignment), flagsOf(commandLine)],
  })
}

/** The dedicated flags as a configuration. */
function flagsOf(flags: Pick<CommandLine, 'engine' | 'models' | 'latentDims' | 'seeds'>): ConfigTree {
  const keys = ['engine', 'models', 'latentDims', 'seeds'] as const
  return Object.fromEntries(keys.filter((key) => flags[key] !== undefined).map((key) => [key, flags[key]]))
}

async function planToResume({ name, set, resume }: CommandLine): Promise<Plan> {
  if (name !== undefined || set.length > 0) {
    throw new ExperimentError(
      'BAD_INPUT',
      '--resume repeats what config.json of the folder says: leave out NAME and --set',
    )
  }
  return resolvePlan({ file: await readExperimentConfig(resume!) })
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
    throw new ExperimentError('BAD_INPUT', cause.message, { cause })
  }
}

interface RunOptions extends Pick<CommandLine, 'jobs' | 'json' | 'fresh'> {
  readonly plan: Plan
  readonly engine: Engine
  readonly folder: string
}

async function run({ json, fresh, ...options }: RunOptions, { stdout, stderr, signal }: Terminal): Promise<number> {
  const { plan, folder } = options
  const announce = (message: string) => stderr(`${message}\n`)
  const { summary, verdict, report } = await runExperiment({ ...options, reuse: !fresh, signal, announce })
  if (json) stdout(`${JSON.stringify({ ...summary, folder, ...(report !== undefined && { report }) })}\n`)
  else if (report !== undefined) stdout(`${verdict}\n${report}\n`)

  if (summary.status === 'interrupted') {
    announce(`Interrupted. Continue with: pnpm run experiment --resume ${folder}`)
    return exitCodes.interrupted
  }
  if (summary.status === 'done') return exitCodes.done
  announce(
    `error: ${summary.failures?.length} of ${plan.runs.length} models failed; ${folder} says why in summary.json`,
  )
  return exitCodes.failed
}

function dryRun({ config, runs }: Plan, { json }: CommandLine, { stdout }: Terminal): number {
  if (json) stdout(`${JSON.stringify({ config, runs })}\n`)
  else
    stdout(
      `${stringify(config, { flowCollectionPadding: false })}\n# It trains:\n${runs.map(({ id }) => `# ${id}\n`).join('')}`,
    )
  return exitCodes.done
}

function list({ name, json }: CommandLine, { stdout }: Terminal): number {
  const listed = (name === undefined ? experiments : [experimentNamed(name)]).map(({ name, description }) => ({
    name,
    description,
  }))
  if (json) {
    stdout(
      `${JSON.stringify({ experiments: listed, presets: presetNames, models: modelNames, engines: engineNames })}\n`,
    )
  } else {
    const lines = [
      ...listed.map(({ name, description }) => `${name}  ${description}`),
      '',
      `presets  ${presetNames.join(', ')}`,
      `models   ${modelNames.join(', ')}`,
      `engines  ${engineNames.join(', ')}`,
    ]
    stdout(`${lines.join('\n')}\n`)
  }
  return exitCodes.done
}
