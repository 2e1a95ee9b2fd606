export type TrainingErrorCode =
  | 'WRONG_DATA'
  | 'NO_RUN'
  | 'FOLDER_NOT_EMPTY'
  | 'FOLDER_IN_USE'
  | 'FOLDER_LOST'
  | 'SAFETENSORS_INVALID'
  | 'CHECKPOINT_DAMAGED'
  | 'CHECKPOINT_MISMATCH'
  | 'NOT_FINITE'

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
}
