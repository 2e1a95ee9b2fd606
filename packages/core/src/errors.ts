/** The codes of `CoreError`. They do not change between versions. */
export type CoreErrorCode =
  | 'INVALID_CONFIG'
  | 'INVALID_EXAMPLES'
  | 'INVALID_PARAMETER'
  | 'INVALID_TRUNK'
  | 'MISSING_TENSOR'
  | 'MISSING_TRUNK'
  | 'OTHER_TRUNK'

/** What programs tell this project's errors by. Its value says whether the input was at fault or something failed on the way. */
const marker: unique symbol = Symbol.for('vsc.error')

/** Everything this package refuses: the message says what happened, what was expected and what to do; `code` is stable. */
export class CoreError extends Error {
  override readonly name = 'CoreError'
  constructor(
    readonly code: CoreErrorCode,
    message: string,
  ) {
    super(message)
  }

  /** Whose fault it is: what was given, or something that failed on the way. */
  get [marker](): 'input' | 'failure' {
    return 'input'
  }
}
