/** The codes of `InferenceError`. They do not change between versions. */
export type InferenceErrorCode = 'WRONG_LENGTH' | 'BAD_METRIC' | 'MISSING_METRIC' | 'UNKNOWN_METRIC' | 'BAD_VALUES'

/** What programs tell this project's errors by. Its value says whether the input was at fault or something failed on the way. */
const marker: unique symbol = Symbol.for('vsc.error')

/** Everything this package refuses: the message says what happened, what was expected and what to do; `code` is stable. */
export class InferenceError extends Error {
  override readonly name = 'InferenceError'
  constructor(
    readonly code: InferenceErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }

  /** Whose fault it is: what was given, or something that failed on the way. */
  get [marker](): 'input' | 'failure' {
    return 'input'
  }
}
