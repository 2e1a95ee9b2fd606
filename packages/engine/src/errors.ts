export type EngineErrorCode =
  | 'READ_WHILE_TRACING'
  | 'UNMAPPED_OP'
  | 'UNSUPPORTED'
  | 'WRONG_SHAPE'
  | 'WRONG_DTYPE'
  | 'WRONG_NAME'
  | 'WRONG_VALUE'
  | 'NOT_FINITE'
  | 'NO_SUCH_ENGINE'
  | 'ENGINE_UNAVAILABLE'
  | 'DISPOSED'

/** Everything the engine refuses: the message says what happened, what was expected and what to do; `code` is stable. */
export class EngineError extends Error {
  override readonly name = 'EngineError'
  constructor(
    readonly code: EngineErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}
