/** The codes of `ExplorerError`. They do not change between versions. */
export type ExplorerErrorCode = 'NOT_RECORDABLE' | 'WRONG_DATA'

/** What programs tell this project's errors by. Its value says whether the input was at fault or something failed on the way. */
const marker: unique symbol = Symbol.for('vsc.error')

/** Everything this package refuses: the message says what happened, what was expected and what to do; `code` is stable. */
export class ExplorerError extends Error {
  override readonly name = 'ExplorerError'
  constructor(
    readonly code: ExplorerErrorCode,
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
