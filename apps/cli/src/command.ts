import { Command, InvalidArgumentError, Option } from 'commander'
import type { Terminal } from './terminal.js'

/** What a command is given to work with. */
export interface Context {
  readonly terminal: Terminal
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

export const collect = (value: string, before: readonly string[] = []): string[] => [...before, value]

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

export const integers = (text: string): number[] => text.split(',').map((item) => integer(item.trim()))

/** A parser of lists such as `codes,mu`. */
export const listOf =
  (values: readonly string[]) =>
  (text: string): string[] => {
    const items = text.split(',').map((item) => item.trim())
    const wrong = items.find((item) => !values.includes(item))
    if (wrong === undefined) return items
    throw new InvalidArgumentError(`There is no '${wrong}'; there are: ${values.join(', ')}.`)
  }
