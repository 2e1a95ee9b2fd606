/** The codes of `TrainingError`. They do not change between versions. */
export type TrainingErrorCode =
  | 'WRONG_DATA'
  | 'WRONG_VALIDATION'
  | 'WRONG_PARAMETERS'
  | 'TOO_LARGE'
  | 'NO_RUN'
  | 'FOLDER_NOT_EMPTY'
  | 'FOLDER_IN_USE'
  | 'FOLDER_LOST'
  | 'SAFETENSORS_INVALID'
  | 'CHECKPOINT_DAMAGED'
  | 'CHECKPOINT_MISMATCH'
  | 'NOT_FINITE'
  | 'UNSUPPORTED'

/** What programs tell this project's errors by. Its value says whether the input was at fault or something failed on the way. */
const marker: unique symbol = Symbol.for('vsc.error')

/** Everything this package refuses: the message says what happened, what was expected and what to do; `code` is stable. */
export class TrainingError extends Error {
  override readonly name = 'TrainingError'
  constructor(
    readonly code: TrainingErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }

  /** Whose fault it is: what was given, or something that failed on the way. */
  get [marker](): 'input' | 'failure' {
    return this.code === 'FOLDER_LOST' || this.code === 'NOT_FINITE' ? 'failure' : 'input'
  }
}
