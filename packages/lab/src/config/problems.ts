import type { z } from 'zod'
import { nearestKey } from './nearest.js'
import { isTree } from './tree.js'

/** What is wrong with a configuration, a phrase for each problem; `known` is a valid one, for the keys it has. */
export function problemsOf(error: z.ZodError, known: unknown): string[] {
  const keys = pathsOf(known)
  return error.issues.flatMap((issue) => describe(issue, keys))
}

function describe(issue: z.core.$ZodIssue, known: readonly string[]): string[] {
  const path = issue.path.join('.')
  if (issue.code !== 'unrecognized_keys') return [`${path || 'the configuration'}: ${issue.message}`]
  return issue.keys.map((key) => {
    const wrong = path === '' ? key : `${path}.${key}`
    const meant = nearestKey(wrong, known)
    return `${wrong}: there is no such key${meant === undefined ? '' : `; did you mean ${meant}?`}`
  })
}

/** Every key of a tree by its path, such as `training.batchSize`. */
function pathsOf(tree: unknown, prefix = ''): string[] {
  if (!isTree(tree)) return []
  return Object.entries(tree).flatMap(([key, value]) => [prefix + key, ...pathsOf(value, `${prefix}${key}.`)])
}
