import { describeLimit } from '@vsc/terminal'

/** What the program ends with: all went well; something failed on the way; bad input; interrupted, and can be resumed. */
export const exitCodes = { done: 0, failed: 1, badInput: 2, interrupted: 130 } as const

/** The errors of this project's packages: each refuses bad input at its edge, but for the codes below. */
const refusals = new Set([
  ...['BaselinesError', 'CliError', 'ConfigError', 'CoreError', 'DataError', 'EngineError'],
  ...['FiguresError', 'MetricsError', 'ModelsError', 'TrainingError'],
])

/** What went wrong in the doing: with the same input it may go well another time. */
const failures = new Set(['FAILED', 'DOWNLOAD_FAILED', 'NOT_FINITE', 'NOT_WRITABLE', 'FOLDER_LOST'])

/** What the operating system says of a path that cannot be what it is asked to be. */
const badPaths = new Set(['ENOENT', 'ENOTDIR', 'EISDIR', 'EEXIST', 'EACCES', 'EPERM', 'EROFS'])

export function exitCodeOf(error: unknown): number {
  if (!(error instanceof Error)) return exitCodes.failed
  const code = codeOf(error)
  const isBadInput = isRefusal(error) ? !failures.has(code) : badPaths.has(code)
  return isBadInput ? exitCodes.badInput : exitCodes.failed
}

/** One line for people; what no package foresaw says how to find out more. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const limit = describeLimit(error)
  if (limit !== undefined) return limit
  if (isRefusal(error)) return inOneLine(error.message)
  return codeOf(error) === '' ? `${inOneLine(error.message)} (--debug shows where)` : inOneLine(error.message)
}

const isRefusal = (error: Error): boolean => refusals.has(error.name)

const codeOf = (error: Error): string => ('code' in error && typeof error.code === 'string' ? error.code : '')

/** Lists, which some messages have a line for each item of, become phrases. */
const inOneLine = (message: string): string =>
  message
    .trim()
    .replace(/:\s*\n\s*-\s*/g, ': ')
    .replace(/\s*\n\s*-?\s*/g, '; ')
