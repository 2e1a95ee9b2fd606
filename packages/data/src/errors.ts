export type DataErrorCode =
  | 'BAD_COUNT'
  | 'BAD_PARAMETERS'
  | 'BAD_VALUES'
  | 'WRONG_LENGTH'
  | 'OUT_OF_RANGE'
  | 'UNKNOWN_NAME'

/** Everything this package refuses: the message says what happened, what was expected and what to do; `code` is stable. */
export class DataError extends Error {
  override readonly name = 'DataError'
  constructor(
    readonly code: DataErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}
