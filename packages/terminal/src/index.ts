/**
 * Signals that lose no work, text that is safe to print, and the exit codes of errors.
 *
 * @module @vsc/terminal
 */

export { type DescribeErrorOptions, describeError, exitCodeOf, exitCodes } from './exit-codes.js'
export { type InterruptionOptions, interruption } from './interruption.js'
export { describeLimit } from './limits.js'
export { printable } from './printable.js'
export { type ProgramStreams, programStreams } from './streams.js'
export { traceOf } from './trace-of.js'
export { faultOf, isVscError, type VscError } from './vsc-error.js'
