import type { z } from 'zod'
import { CoreError } from './errors.js'

/**
 * Checks a configuration against its schema and fills in the defaults.
 *
 * @param what names the configuration in the error, such as `VSC configuration`
 * @throws CoreError INVALID_CONFIG listing every problem at once, each with the path of its key
 */
export function parseConfig<S extends z.ZodType>(schema: S, config: unknown, what: string): z.output<S> {
  const result = schema.safeParse(config)
  if (result.success) return result.data
  const problems = result.error.issues.flatMap(describe)
  throw new CoreError('INVALID_CONFIG', [`the ${what} is not valid:`, ...problems].join('\n  - '))
}

function describe(issue: z.core.$ZodIssue): string[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(
      (key) => `${pathOf([...issue.path, key])}: there is no such key; check its spelling or remove it`,
    )
  }
  return [`${pathOf(issue.path)}: ${issue.message}`]
}

const pathOf = (path: readonly PropertyKey[]): string => path.map(String).join('.') || '(the whole)'
