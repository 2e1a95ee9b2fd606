/** The codes of `SweepsError`. They do not change between versions. */
export type SweepsErrorCode =
  | 'BAD_QUEUE'
  | 'QUEUE_UNREACHABLE'
  | 'OTHER_WORK'
  | 'BAD_STORE'
  | 'BAD_SWEEP'
  | 'MISSING_PACKAGE'
  | 'RUN_FAILED'

/** What programs tell this project's errors by. Its value says whether the input was at fault or something failed on the way. */
const marker: unique symbol = Symbol.for('vsc.error')

/** Everything this package refuses, in a line: what was found, what was expected and what to do; `code` is stable. */
export class SweepsError extends Error {
  override readonly name = 'SweepsError'
  constructor(
    readonly code: SweepsErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }

  /** Whose fault it is: what was given, or something that failed on the way. */
  get [marker](): 'input' | 'failure' {
    return this.code === 'RUN_FAILED' ? 'failure' : 'input'
  }
}

/** What was thrown, in words. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
