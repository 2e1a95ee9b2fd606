/** The kinds of input the metrics refuse. */
export type MetricsErrorCode =
  | 'WRONG_SHAPE'
  | 'TOO_FEW_EXAMPLES'
  | 'NOT_FINITE'
  | 'OUT_OF_RANGE'
  | 'WRONG_NAME'
  | 'CONSTANT'

/** What programs tell this project's errors by. Its value says whether the input was at fault or something failed on the way. */
const marker: unique symbol = Symbol.for('vsc.error')

/** Everything the metrics refuse: the message names the argument, what was found and what was expected; `code` is stable. */
export class MetricsError extends Error {
  override readonly name = 'MetricsError'
  constructor(
    readonly code: MetricsErrorCode,
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
