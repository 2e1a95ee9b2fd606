import { Argument, Command, InvalidArgumentError, Option } from 'commander'
import type { Terminal } from './terminal.js'

/** What a command is given to work with. */
export interface Context {
  readonly terminal: Terminal
  /** The names that help lists, where they are known: to load all that has one takes longer than parsing may. */
  readonly names?: LabNames
  /** How this program is called: `vsc`, or `pnpm run experiment` where the one command stands alone. */
  readonly invocation?: string
  /** Says with which code the program is to end, where that is not 0. */
  readonly finish: (exitCode: number) => void
}

interface CommandText {
  readonly name: string
  /** Its first phrase stands for it where all commands are listed. */
  readonly description: string
  /** Command lines that work as they stand, each with a few words or none. */
  readonly examples: readonly (readonly [line: string, words?: string])[]
}

/** Of what the lab has. */
export interface LabNames {
  readonly models: readonly string[]
  readonly dataSets: readonly string[]
  readonly experiments: readonly string[]
}

/** The options that say where the user's own lab is. */
export function labOptions(command: Command): Command {
  const leave = new Option('--no-config', 'leave vsc.config.ts alone')
  leave.attributeName = () => 'ownLab' // beside --config FILE, which is something else
  return command
    .option(
      '--use <file>',
      'models, data and experiments of your own (default: vsc.config.ts, where there is one)',
      path,
    )
    .addOption(leave)
}

/** What {@link labOptions} say. */
export interface LabOptions {
  readonly use?: string | undefined
  readonly ownLab?: boolean | undefined
}

/** A command with the options that all have, and with examples below its help. */
export function createCommand({ name, description, examples }: CommandText): Command {
  const width = Math.max(...examples.map(([line]) => line.length))
  const lines = examples.map(
    ([line, words]) => `  ${words === undefined ? line : `${line.padEnd(width)}   ${words}`}\n`,
  )
  return new Command(name)
    .summary(description.split(/[:.](?: |$)/)[0]!)
    .description(description)
    .option('-q, --quiet', 'say nothing but results, warnings and errors')
    .option('--debug', 'show where errors come from')
    .addHelpText('after', `\nExamples:\n${lines.join('').trimEnd()}`)
}

/** An option that takes one of several values, which its help lists and completion offers. */
export const choice = (flags: string, description: string, values: readonly string[]): Option =>
  new Option(flags, description).choices([...values])

/** An option that takes a name of the lab, which says itself what there is; help lists the names where they are known. */
export function nameOption(flags: string, description: string, names: readonly string[] = []): Option {
  const option = new Option(flags, `${description}${inHelp(names)}`)
  offered.set(option, names)
  return option
}

/** An argument of the same kind. */
export function nameArgument(name: string, description: string, names: readonly string[] = []): Argument {
  const argument = new Argument(name, `${description}${inHelp(names)}`)
  offered.set(argument, names)
  return argument
}

const inHelp = (names: readonly string[]) => (names.length === 0 ? '' : `: ${names.join(', ')}`)

/** What completion offers where any text may be given. */
const offered = new WeakMap<Option | Argument, readonly string[]>()

/** The values that completion offers for an option or an argument. */
export const valuesOffered = (one: Option | Argument): readonly string[] => one.argChoices ?? offered.get(one) ?? []

export const collect = (value: string, before: readonly string[] = []): string[] => [...before, value]

/** A path, which may be anything but nothing. */
export function path(text: string): string {
  if (text !== '') return text
  throw new InvalidArgumentError('Expected a path.')
}

export function integer(text: string): number {
  if (/^[+-]?\d+$/.test(text) && Number.isSafeInteger(Number(text))) return Number(text)
  throw new InvalidArgumentError('Expected a whole number.')
}

export function count(text: string): number {
  const value = integer(text)
  if (value >= 1) return value
  throw new InvalidArgumentError('Expected 1 or more.')
}

export function number(text: string): number {
  const value = Number(text)
  if (text.trim() !== '' && Number.isFinite(value)) return value
  throw new InvalidArgumentError('Expected a number.')
}

export const list = (text: string): string[] => text.split(',').map((item) => item.trim())

export const integers = (text: string): number[] => list(text).map(integer)

/** A parser of lists such as `codes,mu`. */
export const listOf =
  (values: readonly string[]) =>
  (text: string): string[] => {
    const items = text.split(',').map((item) => item.trim())
    const wrong = items.find((item) => !values.includes(item))
    if (wrong === undefined) return items
    throw new InvalidArgumentError(`There is no '${wrong}'; there are: ${values.join(', ')}.`)
  }
