/** Set by the error class of each of this project's packages; copies of a package share it. */
const marker: unique symbol = Symbol.for('vsc.error')

/** An error that one of this project's packages threw on purpose, with a message for people. */
export interface VscError extends Error {
  /** Stable: what programs may tell errors apart by. */
  readonly code: string
  /** Whether the input was at fault, or something failed on the way and may go well another time. */
  readonly [marker]: 'input' | 'failure'
}

/**
 * Tells this project's errors from all others, also from a package that was loaded twice.
 *
 * @example
 * isVscError(new TypeError('undefined is not a function')) // false
 */
export const isVscError = (error: unknown): error is VscError => error instanceof Error && marker in error

/** Whether the input was at fault, or something failed on the way. */
export const faultOf = (error: VscError): 'input' | 'failure' => error[marker]
