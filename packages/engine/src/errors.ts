/** The codes of `EngineError`. They do not change between versions. */
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

/** What programs tell this project's errors by. Its value says whether the input was at fault or something failed on the way. */
const marker: unique symbol = Symbol.for('vsc.error')

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

  /** Whose fault it is: what was given, or something that failed on the way. */
  get [marker](): 'input' | 'failure' {
    return this.code === 'NOT_FINITE' ? 'failure' : 'input'
  }
}
