export type BaselinesErrorCode = 'INVALID_BATCH_SIZE'

/** Everything this package refuses by itself: the message says what happened, what was expected and what to do; `code` is stable. */
export class BaselinesError extends Error {
  override readonly name = 'BaselinesError'
  constructor(
    readonly code: BaselinesErrorCode,
    message: string,
  ) {
    super(message)
  }
}
