import { describeLimit } from './limits.js'
import { faultOf, isVscError } from './vsc-error.js'

/** What the program ends with: all went well; something failed on the way; bad input; interrupted, and can be resumed. */
export const exitCodes = { done: 0, failed: 1, badInput: 2, interrupted: 130 } as const

/** What the operating system says of a path that cannot be what it is asked to be. */
const badPaths = ['ENOENT', 'ENOTDIR', 'EISDIR', 'EEXIST', 'EACCES', 'EPERM', 'EROFS']

/**
 * What a program ends with after this error: `badInput` where the input or a path was at fault, `failed` otherwise.
 *
 * @example
 * exitCodeOf(Object.assign(new Error('no such file'), { code: 'ENOENT' })) // 2
 */
export function exitCodeOf(error: unknown): number {
  const isBadInput = isVscError(error) ? faultOf(error) === 'input' : badPaths.includes(codeOf(error))
  return isBadInput ? exitCodes.badInput : exitCodes.failed
}

/** Options of `describeError`. */
export interface DescribeErrorOptions {
  /** Says how to find out more; added to an unexpected error. */
  readonly hint?: string
}

/**
 * An error as one line for people.
 *
 * @example
 * describeError(new Error('no room:\n- on /a\n- on /b'), { hint: '--debug shows where' })
 * // 'no room: on /a; on /b (--debug shows where)'
 */
export function describeError(error: unknown, { hint }: DescribeErrorOptions = {}): string {
  if (!(error instanceof Error)) return String(error)
  const limit = describeLimit(error)
  if (limit !== undefined) return limit
  const foreseen = isVscError(error) || codeOf(error) !== ''
  return foreseen || hint === undefined ? inOneLine(error.message) : `${inOneLine(error.message)} (${hint})`
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

/** Lists, which some messages have a line for each item of, become phrases. */
const inOneLine = (message: string): string =>
  message
    .trim()
    .replace(/:\s*\n\s*(- )?\s*/g, ': ')
    .replace(/([.;,])\s*\n\s*(- )?\s*/g, '$1 ')
    .replace(/\s*\n\s*(- )?\s*/g, '; ')
    .replace(/([\w)\]'"])\.\.(?=\s|$)/g, '$1.')
