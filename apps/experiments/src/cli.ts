import { ConfigError } from '@vsc/config'
import { describeLimit } from '@vsc/terminal'
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { ExperimentError } from './errors.js'
import { exitCodes } from './exit-codes.js'

/** Where the program's words go, and what stops it. */
export interface Terminal {
  readonly stdout: (text: string) => void
  readonly stderr: (text: string) => void
  readonly signal: AbortSignal
}

/** What the command line says, parsed but not checked. */
export interface CommandLine {
  readonly name: string | undefined
  readonly preset?: string
  readonly out?: string
  readonly seed?: number
  readonly engine?: string
  readonly models?: readonly string[]
  readonly latentDims?: readonly number[]
  readonly seeds?: readonly number[]
  readonly set: readonly string[]
  readonly config?: string
  readonly jobs?: number
  readonly fresh?: true
  readonly resume?: string
  readonly list?: true
  readonly dryRun?: true
  readonly json?: true
  readonly debug?: true
}

const examples = `
Examples:
  pnpm run experiment                                       smiley-correlation, preset quick
  pnpm run experiment --list                                what there is
  pnpm run experiment --preset smoke --out runs/trial
  pnpm run experiment --models vsc --latent-dims 18,40,60   VSC alone, three times
  pnpm run experiment --models vsc,beta-tcvae --seeds 1,2,3 --jobs 2
  pnpm run experiment --set vsc.alpha=0.1 --set training.iterations=20000
  pnpm run experiment --dry-run --preset paper              every setting, nothing computed
  pnpm run experiment --config runs/trial/config.json       an earlier run again
  pnpm run experiment --resume runs/trial                   one that was interrupted, from where it stopped
`

/**
 * Runs the program.
 *
 * @param argv the arguments, without those of Node.js
 * @returns its exit code
 */
export async function runCli(argv: readonly string[], terminal: Terminal): Promise<number> {
  const debug = argv.includes('--debug')
  try {
    const commandLine = parseCommandLine(argv, terminal)
    const { execute } = await import('./execute.js') // loads TensorFlow.js and more: not for --help
    return await execute(commandLine, terminal)
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.badInput
    terminal.stderr(`error: ${describe(error, debug)}\n`)
    return isBadInput(error) ? exitCodes.badInput : exitCodes.failed
  }
}

const isBadInput = (error: unknown): boolean =>
  error instanceof ConfigError || (error instanceof ExperimentError && error.code === 'BAD_INPUT')

/** Errors of our packages say all there is to say. By name, since most of these packages are not loaded here. */
const isOwnError = ({ name }: Error): boolean => /^(Config|Data|Engine|Experiment|Training)Error$/.test(name)

function describe(error: unknown, debug: boolean): string {
  if (!(error instanceof Error)) return String(error)
  if (debug) return error.stack ?? error.message
  const limit = describeLimit(error)
  if (limit !== undefined) return limit
  return isOwnError(error) ? error.message : `${error.message} (--debug shows where)`
}

function parseCommandLine(argv: readonly string[], { stdout, stderr }: Terminal): CommandLine {
  const command = new Command('pnpm run experiment')
    .description('Repeats an experiment of the paper and ends with a report.')
    .argument('[NAME]', 'the experiment (default: smiley-correlation)')
    .option('--preset <name>', 'smoke, quick, standard or paper (default: quick)')
    .option('--out <folder>', 'a new folder for all that comes out (default: runs/NAME-DATE-ID)')
    .option('--seed <n>', 'names all that is random: data, parameters, noise', integer)
    .option('--engine <name>', 'auto, onnx:cpu, tfjs:node-gpu, ... (default: auto, the fastest there is)')
    .option('--models <a,b>', 'models to train', list)
    .option('--latent-dims <18,40>', 'numbers of latents J, one model for each', integers)
    .option('--seeds <1,2,3>', 'seeds of training on the same data, one model for each', integers)
    .option('--set <key=value>', 'any key of the configuration; may be given again', collect)
    .option('--config <file>', "a configuration in JSON or YAML, such as an earlier run's config.json")
    .option(
      '--jobs <n>',
      'models trained side by side, each with one thread; a single one has all (default: one for each core where there are more models than cores, else 1)',
      positive,
    )
    .option('--fresh', 'train every model anew, also those that another experiment beside this one has trained alike')
    .addOption(new Option('--resume <folder>', 'continue an experiment that was interrupted').conflicts(fixedByResume))
    .option('--list', 'list the experiments, presets, models and engines')
    .option('--dry-run', 'print the configuration and the models it asks for, and compute nothing')
    .option('--json', 'print one JSON object at the end')
    .option('--debug', 'show where errors come from')
    .addHelpText('after', examples)
    .allowExcessArguments(false)
    .exitOverride()
    .configureOutput({ writeOut: stdout, writeErr: stderr, getOutHelpWidth: () => 110 })
    .parse(withoutSeparator(argv), { from: 'user' })
  return { set: [], ...command.opts<Omit<CommandLine, 'name' | 'set'>>(), name: command.args[0] }
}

/** Everything that the resumed experiment's own config.json says. */
const fixedByResume = ['preset', 'out', 'seed', 'engine', 'models', 'latentDims', 'seeds', 'config', 'dryRun']

/** `pnpm run experiment -- --list` hands the first -- on. */
const withoutSeparator = (argv: readonly string[]): string[] => argv.slice(argv[0] === '--' ? 1 : 0)

const collect = (value: string, before: readonly string[] = []) => [...before, value]
const list = (text: string) => text.split(',').map((item) => item.trim())
const integers = (text: string) => list(text).map(integer)

function integer(text: string): number {
  if (/^[+-]?\d+$/.test(text)) return Number(text)
  throw new InvalidArgumentError('Expected a whole number.')
}

function positive(text: string): number {
  const value = integer(text)
  if (value >= 1) return value
  throw new InvalidArgumentError('Expected 1 or more.')
}
