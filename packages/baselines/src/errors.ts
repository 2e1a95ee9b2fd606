/** The codes of `BaselinesError`. They do not change between versions. */
export type BaselinesErrorCode = 'INVALID_BATCH_SIZE'

/** What programs tell this project's errors by. Its value says whether the input was at fault or something failed on the way. */
const marker: unique symbol = Symbol.for('vsc.error')

/** Everything this package refuses by itself: the message says what happened, what was expected and what to do; `code` is stable. */
export class BaselinesError extends Error {
  override readonly name = 'BaselinesError'
  constructor(
    readonly code: BaselinesErrorCode,
    message: string,
  ) {
    super(message)
  }

  /** Whose fault it is: what was given, or something that failed on the way. */
  get [marker](): 'input' | 'failure' {
    return 'input'
  }
}
