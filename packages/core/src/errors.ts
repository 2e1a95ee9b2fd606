export type CoreErrorCode = 'INVALID_CONFIG' | 'INVALID_EXAMPLES' | 'MISSING_TENSOR'

/** Everything this package refuses: the message says what happened, what was expected and what to do; `code` is stable. */
export class CoreError extends Error {
  override readonly name = 'CoreError'
  constructor(
    readonly code: CoreErrorCode,
    message: string,
  ) {
    super(message)
  }
}
