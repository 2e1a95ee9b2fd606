/** The codes of `DataError`. They do not change between versions. */
export type DataErrorCode =
  | 'BAD_COUNT'
  | 'BAD_PARAMETERS'
  | 'BAD_VALUES'
  | 'WRONG_LENGTH'
  | 'OUT_OF_RANGE'
  | 'UNKNOWN_NAME'
  /** Damaged, cut off, or of another kind than expected. */
  | 'BAD_FILE'
  | 'FILE_NOT_FOUND'
  /** More than fits in memory, or more than is sensible. */
  | 'TOO_LARGE'
  /** Its bytes are not those that are published under its name. */
  | 'WRONG_FILE'
  /** Its entries would leave the folder, or fill the disk. */
  | 'UNSAFE_ARCHIVE'
  | 'DOWNLOAD_FAILED'
  | 'NOT_WRITABLE'
  /** It cannot be made where it is asked for. */
  | 'BAD_FOLDER'

/** What programs tell this project's errors by. Its value says whether the input was at fault or something failed on the way. */
const marker: unique symbol = Symbol.for('vsc.error')

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

  /** Whose fault it is: what was given, or something that failed on the way. */
  get [marker](): 'input' | 'failure' {
    return this.code === 'DOWNLOAD_FAILED' || this.code === 'NOT_WRITABLE' ? 'failure' : 'input'
  }
}
