/** The kinds of input the metrics refuse. */
export type MetricsErrorCode =
  | 'WRONG_SHAPE'
  | 'TOO_FEW_EXAMPLES'
  | 'NOT_FINITE'
  | 'OUT_OF_RANGE'
  | 'WRONG_NAME'
  | 'CONSTANT'

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
}
