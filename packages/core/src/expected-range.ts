import type { z } from 'zod'

/**
 * What a number should have been that a schema refuses, in words.
 *
 * @example
 * import { z } from 'zod'
 *
 * expectedRange(z.number().gt(0).safeParse(-1).error!.issues[0]!) // 'more than 0'
 */
export function expectedRange(issue: z.core.$ZodIssue): string {
  if (issue.code === 'too_small') return issue.inclusive ? `${issue.minimum} or more` : `more than ${issue.minimum}`
  if (issue.code === 'too_big') return issue.inclusive ? `${issue.maximum} or less` : `less than ${issue.maximum}`
  return issue.message
}
