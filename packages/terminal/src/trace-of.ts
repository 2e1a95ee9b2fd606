/**
 * An error's message and where it comes from, without the lines of source that Node.js may put before it: of a library that was made
 * small, one such line is the whole of it.
 *
 * @example
 * traceOf(new RangeError('too far')) // 'RangeError: too far\n    at ...'
 */
export function traceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const places = (error.stack ?? '').split('\n').filter((line) => /^\s+at .{1,300}$/.test(line))
  return [`${error.name}: ${error.message}`, ...places].join('\n')
}
