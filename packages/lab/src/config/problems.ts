import { expectedRange } from '@vsc/core'
import type { z } from 'zod'
import { nearestKey } from './nearest.js'
import { type ConfigTree, isTree } from './tree.js'

export interface ProblemsOptions {
  /** The configuration in which they are. */
  readonly config: ConfigTree
  /** A valid one, for the keys it has. */
  readonly known: unknown
}

/** What is wrong with a configuration, a phrase for each problem. */
export function problemsOf(error: z.ZodError, { config, known }: ProblemsOptions): string[] {
  const keys = pathsOf(known)
  return error.issues.flatMap((issue) => {
    const path = issue.path.map(String)
    if (issue.code !== 'unrecognized_keys')
      return [`${path.join('.') || 'the configuration'}: ${messageOf(issue, valueAt(config, path))}`]
    return issue.keys.flatMap((key) => unknownKeys([...path, key], config).map((wrong) => unknownKey(wrong, keys)))
  })
}

/** What was expected and what was found: of what a schema says by itself; other messages have words of their own. */
function messageOf(issue: z.core.$ZodIssue, value: unknown): string {
  const found = value === null || value === undefined ? 'nothing' : JSON.stringify(value)
  if (issue.code === 'invalid_type' && issue.message.startsWith('Invalid input')) {
    return `expected ${typeInWords(issue.expected)}, found ${typeof value === 'number' ? value : found}`
  }
  if ((issue.code === 'too_small' || issue.code === 'too_big') && issue.message.startsWith('Too')) {
    if (typeof value === 'number') return `expected ${expectedRange(issue)}, found ${value}`
  }
  if (issue.code === 'invalid_union' && issue.message.startsWith('Invalid input')) {
    const firsts = issue.errors.flatMap((branch) => branch.slice(0, 1))
    const nearest = firsts.find(({ code }) => code === 'too_small' || code === 'too_big') // of the right type
    if (nearest !== undefined) return messageOf(nearest, value)
    return `expected ${[...new Set(firsts.map(alternative))].join(' or ')}, found ${found}`
  }
  return issue.message
}

/** What one branch of a union takes. */
const alternative = (issue: z.core.$ZodIssue): string => {
  if (issue.code === 'invalid_type') return typeInWords(issue.expected)
  return issue.code === 'invalid_value' ? issue.values.map(String).join(', ') : 'another kind of value'
}

const typesInWords: Readonly<Record<string, string>> = {
  number: 'a number',
  int: 'a whole number',
  string: 'a text',
  array: 'a list',
  tuple: 'a list',
  object: 'keys with values',
  boolean: 'true or false',
}
const typeInWords = (type: string): string => typesInWords[type] ?? type

/** A key that is not known, or the keys within it: what was meant is found by the last of them. */
function unknownKeys(path: readonly string[], config: ConfigTree): string[] {
  const value = valueAt(config, path)
  const within = isTree(value) && !Object.hasOwn(value, 'kind') ? Object.keys(value) : []
  return within.length === 0 ? [path.join('.')] : within.flatMap((key) => unknownKeys([...path, key], config))
}

function unknownKey(wrong: string, known: readonly string[]): string {
  const meant = nearestKey(wrong, known)
  if (meant !== undefined) return `${wrong}: there is no such key; did you mean ${meant}?`
  const section = wrong.slice(0, wrong.lastIndexOf('.') + 1)
  const others = known.filter((key) => key.startsWith(section) && !key.slice(section.length).includes('.'))
  const list = others.map((key) => key.slice(section.length)).join(', ')
  return `${wrong}: there is no such key${list === '' ? '' : `; ${section === '' ? 'there are' : `${section.slice(0, -1)} has`} ${list}`}`
}

const valueAt = (config: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((value, key) => (isTree(value) ? value[key] : undefined), config)

/** Every key of a tree by its path, such as `training.batchSize`. */
function pathsOf(tree: unknown, prefix = ''): string[] {
  if (!isTree(tree)) return []
  return Object.entries(tree).flatMap(([key, value]) => [prefix + key, ...pathsOf(value, `${prefix}${key}.`)])
}
